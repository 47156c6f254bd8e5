import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { listAt, textAt } from '../../src/compiler/text/json.ts';
import { type Artifact, compile, type Estate, lint } from '../../src/index.ts';
import { FILE, type Fixture, soundEstates } from '../fixtures/estates.ts';
import { startMachine } from './machine.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import type { Verdict } from './programs.ts';
import { realDescribe, tools } from './tools.ts';
import { checkHaproxy, checkPatroni, startEtcdRing } from './validators.ts';

/** Versions for the topology's `software`, in the form it wants them. */
type Software = Readonly<Record<string, string | number>>;

interface Tree {
  readonly estate: Estate;
  readonly artifacts: readonly Artifact[];
}

/**
 * Compiles a fixture, for other software than it declares where that is given. It is sound as it stands: what a rule has
 * against it then is that this software is older, and knows less; it passes over what it does not know.
 */
async function treeOf({ name, bytes }: Fixture, software: Software = {}): Promise<Tree> {
  const document = parseDocument(Buffer.from(bytes).toString('utf8'));
  for (const [product, version] of Object.entries(software)) document.setIn(['software', product], version);
  // Wrapping would put a second line into what must stay one.
  const text = Buffer.from(document.toString({ lineWidth: 0 }));
  const { diagnostics: findings } = await lint(text, FILE);
  const without = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  if (Object.keys(software).length === 0) expect(without).toEqual([]);
  const { artifacts, estate, diagnostics } = await compile(text, FILE, { without });
  if (!estate || artifacts.length === 0) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  return { estate, artifacts };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-estates-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the files of a tree whose path ends so, and says where they are. */
function written({ artifacts }: Tree, fixture: Fixture, end: string): Map<string, string> {
  const files = artifacts.filter(({ path }) => path.endsWith(end));
  return new Map(
    files.map(({ path, text }) => {
      const file = join(folder, fixture.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return [path, file];
    }),
  );
}

/** The first version number that a program tells of itself. */
function versionOf(tool: keyof typeof tools, flag: string): string {
  const output = execFileSync(tools[tool] ?? tool, [flag], { encoding: 'utf8' });
  const version = /\d+(?:\.\d+)+/.exec(output)?.[0];
  if (version === undefined) throw new Error(`${tool} tells no version: ${output}`);
  return version;
}

const estates = soundEstates().map((fixture) => [fixture.name, fixture] as const);

/** Fixtures whose kinds of address differ; each of the others has a ring like one of these. */
const AS_WRITTEN = ['host-names', 'ipv6', 'minimal'];

const PASSWORDS = {
  PATRONI_SUPERUSER_PASSWORD: 'a',
  PATRONI_REPLICATION_PASSWORD: 'b',
  PATRONI_REWIND_PASSWORD: 'c',
  PATRONI_RESTAPI_PASSWORD: 'd',
};

/** Every file gets its own verdict: all that were refused, with what the program said. */
async function refused(
  files: ReadonlyMap<string, string>,
  check: (path: string) => Promise<Verdict>,
): Promise<[path: string, output: string][]> {
  const found: [string, string][] = [];
  for (const [path, file] of files) {
    const { status, output } = await check(file);
    if (status !== 0 || output.includes('WARNING')) found.push([path, output]);
  }
  return found;
}

/** The file of the first node of each site: those of its other nodes have the same keys. Paths begin with the site. */
function onePerSite(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const first = new Map<string, [string, string]>();
  for (const [path, file] of files) {
    const site = path.split('/')[0] ?? '';
    if (!first.has(site)) first.set(site, [path, file]);
  }
  return new Map(first.values());
}

realDescribe('the files of sound estates', ['haproxy'], () => {
  it.each(estates)('%s: haproxy -c accepts every haproxy.cfg as written', async (_, fixture) => {
    const files = written(await treeOf(fixture), fixture, '/haproxy.cfg');
    expect(await refused(files, checkHaproxy)).toEqual([]);
  });
});

/**
 * What `--validate-config` of 3.0.2 misses although its Patroni does without: a role of its own for pg_rewind, in whose place
 * the superuser rewinds (patroni/validator.py, schema; patroni/postgresql/config.py, rewind_credentials).
 */
const MISSED = ['postgresql.authentication.rewind.username is not defined.'];

realDescribe('the files of sound estates', ['patroni', 'postgres'], () => {
  const isOld = () => versionOf('patroni', '--version') === '3.0.2';
  /** The lines of a verdict, but for those that are known to say nothing. */
  const left = (found: readonly (readonly [string, string])[], known: readonly string[]): string[] =>
    found
      .flatMap(([, output]) => output.split('\n').filter(Boolean))
      .filter((line) => !known.includes(line.replaceAll('  ', ' ')));
  const check = (path: string): Promise<Verdict> => checkPatroni(path, { env: PASSWORDS });

  it.each(estates)(
    '%s: patroni --validate-config accepts every patroni.yml, compiled for the Patroni and PostgreSQL that are installed',
    { timeout: 120_000 },
    async (_, fixture) => {
      const software = {
        patroni: versionOf('patroni', '--version'),
        postgresql: Number.parseInt(versionOf('postgres', '--version'), 10),
      };
      const files = written(await treeOf(fixture, software), fixture, '/patroni.yml');
      expect(files.size).toBeGreaterThanOrEqual(4);
      expect(left(await refused(files, check), isOld() ? MISSED : [])).toEqual([]);
    },
  );

  it.each(estates)(
    '%s: patroni --validate-config finds in a file of each site, as written, no more than keys that only 3.0.2 wants',
    { timeout: 120_000 },
    async (_, fixture) => {
      const files = written(await treeOf(fixture), fixture, '/patroni.yml');
      const found = await refused(onePerSite(files), check);
      expect(left(found, isOld() ? ['bootstrap.pg_hba is not defined.', ...MISSED] : [])).toEqual([]);
    },
  );
});

realDescribe('the files of sound estates', ['etcd', 'patroni'], () => {
  describe.each(estates)('%s', (_, fixture) => {
    it('every ring has a quorum and answers Patroni, compiled for the etcd that is installed', {
      timeout: 180_000,
    }, async () => {
      const tree = await treeOf(fixture, { etcd: versionOf('etcd', '--version') });
      const files = written(tree, fixture, '/etcd.conf.yml');
      for (const { name } of tree.estate.sites) {
        const own = [...files].filter(([path]) => path.startsWith(`${name}/`)).map(([, file]) => file);
        const ring = await startEtcdRing(own);
        try {
          const { output } = await ring.etcdctl(['member', 'list']);
          expect(output.match(/started/g), name).toHaveLength(own.length);
        } finally {
          await ring.stop();
        }
      }
    });

    it.runIf(AS_WRITTEN.includes(fixture.name))(
      'as written, the first ring has a quorum too; on etcd 3.4 its gateway alone is missing',
      { timeout: 60_000 },
      async () => {
        const tree = await treeOf(fixture);
        const [site] = tree.estate.sites;
        const files = [...written(tree, fixture, '/etcd.conf.yml')];
        const own = files.filter(([path]) => path.startsWith(`${site?.name}/`)).map(([, file]) => file);
        const started = startEtcdRing(own, { timeout: 12 });
        // The gateways are asked last: who gets as far as their answer has put a value and read it again.
        if (versionOf('etcd', '--version').startsWith('3.4.'))
          await expect(started).rejects.toThrow('HTTP Error 404');
        else await (await started).stop();
      },
    );

    it('as written, the files differ from those in no more than the keys etcd 3.4 has to be told', async () => {
      const lines = ({ artifacts }: Tree): Set<string> =>
        new Set(
          artifacts
            .filter(({ path }) => path.endsWith('/etcd.conf.yml'))
            .flatMap(({ path, text }) => text.split('\n').map((line) => `${path}: ${line}`)),
        );
      const asWritten = lines(await treeOf(fixture));
      const installed = lines(await treeOf(fixture, { etcd: versionOf('etcd', '--version') }));
      const differing = [...asWritten, ...installed].filter(
        (line) => !(asWritten.has(line) && installed.has(line)),
      );
      const keys = differing
        .filter((line) => !/: (?:#.*)?$/.test(line))
        .map((line) => /: ([a-z-]+): /.exec(line)?.[1]);
      const gated = ['enable-grpc-gateway', 'logger', 'tls-min-version'];
      expect(keys.filter((key) => !gated.includes(key ?? ''))).toEqual([]);
    });
  });
});

realDescribe('the files of sound estates', ['postgres'], () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  it.each(estates)('%s: PostgreSQL reads every line of every pg_hba', async (_, fixture) => {
    const { estate } = await treeOf(fixture);
    for (const node of estate.sites.flatMap(({ nodes }) => nodes)) {
      if (!node.patroni) continue;
      const lines = listAt(node.patroni.value, 'postgresql', 'pg_hba').map(String);
      await postgres.writeHba(lines);
      const rules = await postgres.sql(
        "select count(*) || '|' || coalesce(string_agg(line_number || error, ';'), '') from pg_hba_file_rules",
      );
      // One line more is the helper's own.
      expect(rules, node.name).toBe(`${lines.length + 1}|`);
    }
  });

  it('ipv6: libpq takes the hosts of standby_cluster one by one, and only without brackets', async () => {
    const fixture = estates.find(([name]) => name === 'ipv6')?.[1];
    if (!fixture) throw new Error('there is no fixture called ipv6');
    const { estate } = await treeOf(fixture);
    const standby = estate.sites.find(({ role }) => role === 'standby');
    const host = textAt(standby?.dcs.value, 'standby_cluster', 'host') ?? '';
    const addresses = host.split(',');
    expect(addresses).toHaveLength(3);
    const machine = await startMachine({ addresses });
    try {
      const psql = async (hosts: string): Promise<string> =>
        (await machine.run(['psql', `host=${hosts} port=1 dbname=postgres user=nobody`])).output;
      const plain = await psql(host);
      for (const address of addresses)
        expect(plain).toMatch(new RegExp(`"${address}", port 1 failed: Connection refused`));
      expect(plain).not.toContain('translate');
      const bracketed = await psql(addresses.map((address) => `[${address}]`).join(','));
      expect(bracketed).toContain(`could not translate host name "[${addresses[0]}]" to address`);
    } finally {
      await machine.stop();
    }
  });
});
