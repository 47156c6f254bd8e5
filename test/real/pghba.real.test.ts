import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAddress, parseNumeric } from '../../src/pghba/address.ts';
import { type Attempt, compileHba, evaluate } from '../../src/pghba/match.ts';
import { parseHbaLine } from '../../src/pghba/parse.ts';
import { quoteHbaName } from '../../src/pghba/quote.ts';
import type { DatabaseWord, HbaRecord, UserWord } from '../../src/pghba/record.ts';
import { readPattern } from '../../src/pghba/regex.ts';
import { lineArbitrary, ODD_LINES, ODD_PATTERNS } from '../pghba/lines.ts';
import {
  CERTIFICATES,
  expectedAnswer,
  GROUPS,
  listArbitrary,
  ROLES,
  type Try,
  tryArbitrary,
} from './hba-attempts.ts';
import { type Answer, askHba } from './hba-client.ts';
import { installations } from './installations.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { realDescribe } from './tools.ts';

/** A row of pg_hba_file_rules. */
interface Rule {
  readonly line_number: number;
  readonly type: string | null;
  readonly database: readonly string[] | null;
  readonly user_name: readonly string[] | null;
  readonly address: string | null;
  readonly netmask: string | null;
  readonly auth_method: string | null;
  readonly error: string | null;
}

/** The helper's own line stands first in pg_hba.conf. */
const FIRST_LINE = 2;
/** Connections that are made to each server, and how many of them at a time. */
const PAIRS = 2400;
const LISTS = 80;
const AT_ONCE = 8;
/** Set PGDR_SEED to one that a failure told, to see that failure again. */
const SEED = process.env.PGDR_SEED === undefined ? {} : { seed: Number(process.env.PGDR_SEED) };

realDescribe('pg_hba', ['postgres'], () => {
  describe.each(installations())('against PostgreSQL $major', (installation) => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres([...ROLES.keys()], CERTIFICATES, installation);
      for (const [group, parent] of GROUPS)
        await postgres.sql(`create role "${group}"${parent === undefined ? '' : ` in role "${parent}"`}`);
      for (const [role, [group]] of ROLES)
        if (group !== undefined) await postgres.sql(`grant "${group}" to "${role}"`);
    }, 120_000);
    afterAll(() => postgres?.stop());

    /** What PostgreSQL and we say about each line, in comparable form. */
    async function bothReadings(lines: readonly string[]): Promise<{ theirs: unknown[]; ours: unknown[] }> {
      await postgres.writeHba(lines);
      const json = await postgres.sql('select json_agg(r) from pg_hba_file_rules r');
      const rules = new Map((JSON.parse(json) as Rule[]).map((rule) => [rule.line_number, rule]));
      const theirs: unknown[] = [];
      const ours: unknown[] = [];
      for (const [index, line] of lines.entries()) {
        const parsed = parseHbaLine(line, postgres.major);
        if (parsed.kind === 'unknown') continue;
        const rule = rules.get(index + FIRST_LINE);
        theirs.push([line, readingOfRule(rule)]);
        ours.push([line, parsed.kind === 'record' ? readingOfRecord(parsed.record) : parsed.kind]);
      }
      return { theirs, ours };
    }

    test('reads odd lines as PostgreSQL does', async () => {
      const { theirs, ours } = await bothReadings(ODD_LINES);
      expect(ours).toEqual(theirs);
      const refused = ours.filter((reading) => Array.isArray(reading) && reading[1] === 'problem').length;
      expect(refused).toBeGreaterThan(20);
      expect(ours.length - refused).toBeGreaterThan(20);
    });

    test('reads generated lines as PostgreSQL does', async () => {
      const batch = fc.array(lineArbitrary, { minLength: 300, maxLength: 400, size: 'max' });
      const property = fc.asyncProperty(batch, async (lines) => {
        const { theirs, ours } = await bothReadings(lines);
        expect(ours).toEqual(theirs);
      });
      await fc.assert(property, { numRuns: 10, interruptAfterTimeLimit: 60_000 });
    }, 120_000);

    /** What PostgreSQL makes of each text and pattern: `yes`, `no` or `invalid`. */
    async function matches(pairs: readonly (readonly [text: string, source: string])[]): Promise<string[]> {
      await postgres.sql(`create or replace function matches(t text, p text) returns text language plpgsql as $$
        begin return case when t collate "C" ~ p then 'yes' else 'no' end;
        exception when invalid_regular_expression then return 'invalid'; end $$`);
      const json = JSON.stringify(pairs).replaceAll("'", "''");
      const query = `select json_agg(matches(p->>0, p->>1) order by n)
        from json_array_elements('${json}') with ordinality as pairs(p, n)`;
      return JSON.parse(await postgres.sql(query)) as string[];
    }

    test('reads patterns as PostgreSQL does', async () => {
      const piece = fc.constantFrom(
        'a',
        'b',
        '.',
        '^',
        '$',
        '|',
        '(',
        ')',
        '(?:',
        '*',
        '+',
        '?',
        '{2}',
        '{1,}',
        '[ab]',
        '[^a]',
        '\\d',
        '\\w',
        '\\.',
        '-',
        '1',
      );
      const source = fc.oneof(
        fc.constantFrom(...ODD_PATTERNS),
        fc.array(piece, { maxLength: 7 }).map((all) => all.join('')),
      );
      const text = fc.stringMatching(/^[ab1. -]{0,5}$/);
      const batch = fc.array(fc.tuple(text, source), { minLength: 900, maxLength: 1000, size: 'max' });
      const seen = { yes: 0, no: 0, invalid: 0 };
      const property = fc.asyncProperty(batch, async (pairs) => {
        const theirs = await matches(pairs);
        for (const [index, [subject, pattern]] of pairs.entries()) {
          const ours = readPattern(pattern);
          if (ours.kind === 'unknown') continue;
          const answer = ours.kind === 'problem' ? 'invalid' : ours.test(subject) ? 'yes' : 'no';
          expect([subject, pattern, answer]).toEqual([subject, pattern, theirs[index]]);
          seen[answer] += 1;
        }
      });
      await fc.assert(property, { numRuns: 5, ...SEED });
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
    }, 120_000);

    test('quotes names so that PostgreSQL reads them as they are', async () => {
      const names = [
        'all',
        'replication',
        '+a',
        '@a',
        '/a.b',
        'a b',
        'a,b',
        'a"b',
        '"',
        '',
        '#',
        'a\\',
        'é',
        'a-b',
        "a'b",
      ];
      const quoted = names.map((name) => quoteHbaName(name, postgres.major) ?? 'impossible');
      await postgres.writeHba(quoted.map((name) => `local ${name} ${name} trust`));
      const rules = JSON.parse(await postgres.sql('select json_agg(r) from pg_hba_file_rules r')) as Rule[];
      const read = rules.slice(1).map((rule) => [rule.database, rule.user_name, rule.error]);
      const expected =
        postgres.major < 16 ? names : names.map((name) => (name === '/a.b' ? '/^/a\\.b$' : name));
      expect(read).toEqual(expected.map((name) => [[name], [name], null]));
    });

    test('does not load what has a problem', async () => {
      for (const line of [
        'host all all 10.0.0.1 md5',
        'host all all 10.0.0.0/33 md5',
        'host all all all peer',
      ]) {
        expect(compileHba([line], postgres.major).problems).toHaveLength(1);
        await expect(postgres.loadHba([line])).rejects.toThrow('not loaded');
      }
    });

    /** Connects as the attempt says: it has to come from an address of this machine. */
    const ask = ({ kind, from, user, database, logical, tls, clientCertificate }: Try): Promise<Answer> => {
      const host = from.includes(':') ? '::1' : '127.0.0.1';
      const certificate = clientCertificate ? postgres.certificates.get(user) : undefined;
      return askHba({
        to: kind === 'local' ? { path: postgres.socket } : { host, port: postgres.port },
        ...(kind === 'tcp' && { from }),
        user,
        database,
        logical,
        tls: kind === 'tcp' && tls === 'always',
        ...(certificate && { certificate }),
      });
    };

    test('connections are answered as evaluated', async () => {
      const seen = new Map<Answer | undefined, number>();
      const tries = fc.array(tryArbitrary(postgres.ipv6), { minLength: 45, maxLength: 45 });
      const property = fc.asyncProperty(listArbitrary(postgres.major), tries, async (lines, all) => {
        await postgres.loadHba(lines);
        const hba = compileHba(lines, postgres.major);
        const known = all.flatMap((one) => {
          const answer = expectedAnswer(hba, evaluate(hba, one));
          seen.set(answer, (seen.get(answer) ?? 0) + 1);
          return answer === undefined ? [] : [{ one, answer }];
        });
        for (let start = 0; start < known.length; start += AT_ONCE) {
          const some = known.slice(start, start + AT_ONCE);
          const answers = await Promise.all(some.map(async ({ one }) => ({ one, answer: await ask(one) })));
          expect({ lines, answers }).toEqual({ lines, answers: some });
        }
      });
      await fc.assert(property, { numRuns: LISTS, endOnFailure: true, ...SEED });
      const open = seen.get(undefined) ?? 0;
      seen.delete(undefined);
      const pairs = [...seen.values()].reduce((sum, count) => sum + count, 0);
      expect(pairs).toBeGreaterThan(PAIRS);
      expect(open).toBeLessThan(pairs / 3);
      // Every answer there is, and none of them nearly always.
      const told = JSON.stringify([...seen]);
      expect(seen.size, told).toBe(8);
      expect(Math.max(...seen.values()), told).toBeLessThan(pairs * 0.7);
      expect(Math.min(...seen.values()), told).toBeGreaterThan(20);
    }, 300_000);

    test('a client on an IPv4-mapped address is an IPv4 client', async () => {
      const line = (address: string): string => `host all all ${address} trust`;
      for (const [address, verdict] of [
        ['127.0.0.1/32', 'allowed'],
        ['::ffff:127.0.0.1/128', 'refused'],
        ['::/0', 'refused'],
      ] as const) {
        await postgres.loadHba([line(address)]);
        const to = { host: '::ffff:127.0.0.1', port: postgres.port };
        const answer = await askHba({ to, user: 'rewind', database: 'postgres', tls: false });
        expect(answer).toBe(verdict === 'allowed' ? 'in' : 'refuses: no line');
        const mapped = parseAddress('::ffff:127.0.0.1');
        const hba = compileHba([line(address)], postgres.major);
        expect(evaluate(hba, tcp({ ...(mapped && { address: mapped }) })).verdict).toBe(verdict);
      }
    });

    test.each([
      { lines: ['hostssl all all all reject', 'host all all all trust'] },
      { lines: ['hostssl all all all trust', 'host all all all reject'] },
      { lines: ['hostssl all all all cert', 'hostnossl all all all trust'] },
      { lines: ['hostssl all all all ident', 'hostnossl all all all trust'] },
      { lines: ['hostnossl all all all trust'] },
      { lines: ['hostssl all all all trust'] },
      { lines: ['host all all all reject'] },
      { lines: ['hostssl replication all all trust', 'hostnossl all all all trust'] },
    ])('libpq takes TLS or plain: $lines', async ({ lines }) => {
      await postgres.loadHba(lines);
      const hba = compileHba(lines, postgres.major);
      const modes = { disable: 'never', allow: 'prefer', prefer: 'prefer', require: 'always' } as const;
      for (const [sslmode, tls] of Object.entries(modes)) {
        const base = `host=127.0.0.1 port=${postgres.port} user=replicator sslmode=${sslmode}`;
        const connections = { postgres: 'dbname=postgres', replication: 'dbname=postgres replication=yes' };
        for (const [database, connection] of Object.entries(connections)) {
          const command = database === 'replication' ? 'IDENTIFY_SYSTEM' : 'select 1';
          const result = await postgres.psql(`${base} ${connection}`, command).then(
            () => 'allowed',
            () => 'refused',
          );
          const { verdict } = evaluate(hba, tcp({ user: 'replicator', database, tls }));
          expect([sslmode, database, result]).toEqual([sslmode, database, verdict]);
        }
      }
    });
  });
});

function readingOfRule(rule: Rule | undefined): unknown {
  if (rule === undefined) return 'blank';
  if (rule.error !== null || rule.type === null) return 'problem';
  return {
    type: rule.type,
    databases: rule.database?.map(oneSpelling),
    users: rule.user_name,
    address: rule.address === null ? null : (parseNumeric(rule.address)?.value ?? rule.address),
    netmask: rule.netmask === null ? null : parseNumeric(rule.netmask)?.value,
    method: rule.auth_method,
  };
}

function readingOfRecord({ type, databases, users, address, method }: HbaRecord): unknown {
  const range = address?.kind === 'range' ? address.range : undefined;
  const word = address && ('name' in address ? address.name : address.kind);
  return {
    type,
    databases: databases.map(textOfWord).map(oneSpelling),
    users: users.map(textOfWord),
    address: range?.address ?? word ?? null,
    netmask: range?.mask ?? null,
    method,
  };
}

const oneSpelling = (database: string): string => (database === 'samegroup' ? 'samerole' : database);

function textOfWord(word: DatabaseWord | UserWord): string {
  switch (word.kind) {
    case 'name':
      return word.name;
    case 'group':
      return `+${word.name}`;
    case 'regex':
      return `/${word.source}`;
    case 'file':
      return `@${word.path}`;
    default:
      return word.kind;
  }
}

const tcp = (attempt: Partial<Attempt>): Attempt => ({
  kind: 'tcp',
  user: 'rewind',
  database: 'postgres',
  tls: 'never',
  serverTls: true,
  clientCertificate: false,
  ...attempt,
});
