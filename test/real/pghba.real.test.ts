import { userInfo } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAddress, parseNumeric } from '../../src/pghba/address.ts';
import { type Attempt, compileHba, evaluate } from '../../src/pghba/match.ts';
import { parseHbaLine } from '../../src/pghba/parse.ts';
import { quoteHbaName } from '../../src/pghba/quote.ts';
import type { DatabaseWord, HbaRecord, UserWord } from '../../src/pghba/record.ts';
import { lineArbitrary, ODD_LINES } from '../pghba/lines.ts';
import { askHba } from './hba-client.ts';
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
const SYSTEM_USER = userInfo().username;

realDescribe('pg_hba against PostgreSQL', ['postgres'], () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(['replicator', 'rewind'], ['replicator']);
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
  const ask = (attempt: Attempt): Promise<'allowed' | 'refused'> => {
    const { user, database, address } = attempt;
    const host = address?.kind === 'ipv6' ? '::1' : '127.0.0.1';
    const socket = join(postgres.socketDirectory, `.s.PGSQL.${postgres.port}`);
    const certificate = attempt.clientCertificate ? postgres.certificates.get(user) : undefined;
    return askHba({
      to: attempt.kind === 'local' ? { path: socket } : { host, port: postgres.port },
      ...(attempt.kind === 'tcp' && address && { from: address.key }),
      user,
      database,
      tls: attempt.kind === 'tcp' && attempt.tls === 'always',
      ...(certificate && { certificate }),
    });
  };

  test('connections are allowed and refused as evaluated', async () => {
    const seen = { allowed: 0, refused: 0, unknown: 0 };
    const property = fc.asyncProperty(hbaArbitrary, async (lines) => {
      await postgres.loadHba(lines);
      const hba = compileHba(lines, postgres.major);
      for (const attempt of everyAttempt(postgres.ipv6)) {
        const { verdict } = evaluate(hba, attempt);
        seen[verdict] += 1;
        if (verdict !== 'unknown')
          expect([lines, attempt, await ask(attempt)]).toEqual([lines, attempt, verdict]);
      }
    });
    await fc.assert(property, { numRuns: 40, interruptAfterTimeLimit: 120_000 });
    expect(seen.allowed).toBeGreaterThan(200);
    expect(seen.refused).toBeGreaterThan(200);
    expect(seen.unknown).toBeLessThan(seen.allowed);
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
      expect(await askHba({ to, user: 'rewind', database: 'postgres', tls: false })).toBe(verdict);
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

function everyAttempt(ipv6: boolean): readonly Attempt[] {
  const attempts: Attempt[] = [];
  const sources = ['127.0.0.1', '127.0.0.2', '127.0.0.5', ...(ipv6 ? ['::1'] : [])];
  const targets = [
    { user: 'replicator', database: 'replication' },
    { user: 'replicator', database: 'replicator' },
    { user: 'rewind', database: 'postgres' },
    { user: 'rewind', database: 'replication' },
    { user: SYSTEM_USER, database: 'postgres' },
  ];
  for (const target of targets) {
    attempts.push({ ...tcp(target), kind: 'local', systemUser: SYSTEM_USER });
    for (const source of sources) {
      const address = parseAddress(source);
      const from = { ...target, ...(address && { address }) };
      attempts.push(tcp(from), tcp({ ...from, tls: 'always' }));
      if (target.user === 'replicator')
        attempts.push(tcp({ ...from, tls: 'always', clientCertificate: true }));
    }
  }
  return attempts;
}

/** Lists that PostgreSQL loads, about addresses of this machine. */
const hbaArbitrary = fc.array(
  fc
    .tuple(
      fc.constantFrom('local', 'host', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'),
      fc.constantFrom(
        'all',
        'replication',
        'postgres',
        '"replication"',
        'sameuser',
        'x,replication',
        'all,replication',
      ),
      fc.constantFrom(
        'all',
        'all',
        'replicator',
        '"all"',
        'rewind, replicator',
        '+rewind,"+replicator"',
        SYSTEM_USER,
      ),
      fc.constantFrom(
        '127.0.0.1/32',
        '127.0.0.2/32',
        '127.2/32',
        '127.0.0.5 255.255.255.255',
        '127.0.0.1 0.0.0.1',
        '127.0.0.0/30',
        '127.0.0.7/8',
        '0.0.0.0/0',
        '::/0',
        '::1/128',
        '0:0::1/128',
        '::ffff:127.0.0.2/128',
        'all',
      ),
      fc.constantFrom(
        'trust',
        'trust',
        'scram-sha-256',
        'md5',
        'password',
        'reject',
        'cert',
        'ident',
        'peer',
      ),
      fc.constantFrom('', '', 'clientcert=verify-ca', 'clientcert=verify-full'),
    )
    .map(([type, database, user, address, method, option]) =>
      [type, database, user, type === 'local' ? '' : address, method, option].join(' ').trim(),
    )
    .filter((line) => parseHbaLine(line, 15).kind === 'record'),
  { minLength: 1, maxLength: 8 },
);
