import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { FactName, Software } from '../../src/compiler/facts/version.ts';
import { DEFAULT_SOFTWARE, FACTS, knows, versionOf } from '../../src/compiler/facts/version.ts';
import { PATRONI, PROBE } from './facts.ts';
import { patroniPython } from './python.ts';
import { realDescribe, tools } from './tools.ts';

const software = (product: keyof Software, version: string): Software => ({
  patroni: versionOf(DEFAULT_SOFTWARE.patroni),
  postgresql: versionOf(DEFAULT_SOFTWARE.postgresql),
  etcd: versionOf(DEFAULT_SOFTWARE.etcd),
  haproxy: versionOf(DEFAULT_SOFTWARE.haproxy),
  [product]: versionOf(version),
});

const factsOf = (product: keyof Software): FactName[] =>
  (Object.keys(FACTS) as FactName[]).filter((name) => FACTS[name].of === product);

/** What the table says of a version, for the facts that the program itself was asked about. */
const table = (product: keyof Software, version: string, names: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, knows(software(product, version), name as FactName)]));

/** Folders that hold a Python package "patroni": the lab's, and those in the folders that PGDR_PATRONI_TREES names. */
function patroniTrees(): string[] {
  const inside = (folder: string): string[] => {
    try {
      return readdirSync(folder).map((name) => join(folder, name));
    } catch {
      return [];
    }
  };
  const lab = inside(join(dirname(fileURLToPath(import.meta.url)), '../../.cache/lab'));
  return [
    ...lab.map((suite) => join(suite, 'root/usr/lib/python3/dist-packages')),
    ...(process.env.PGDR_PATRONI_TREES ?? '').split(delimiter).filter(Boolean).flatMap(inside),
  ].filter((folder) => existsSync(join(folder, 'patroni/version.py')));
}

/** A Python path with the package alone: what lies beside it is made for another Python. */
function withPackage<T>(tree: string | undefined, work: (path: string | undefined) => T): T {
  if (tree === undefined) return work(undefined);
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-patroni-'));
  try {
    symlinkSync(join(tree, 'patroni'), join(folder, 'patroni'));
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Shown {
  readonly version: string;
  readonly known: Readonly<Record<string, boolean>>;
}

/** What a Patroni shows of itself; the one that is installed where no folder is named. */
const shownBy = (tree: string | undefined): Shown =>
  withPackage(tree, (path) =>
    JSON.parse(
      execFileSync(patroniPython(), ['-c', PROBE], {
        encoding: 'utf8',
        input: JSON.stringify(PATRONI),
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { PATH: process.env.PATH, ...(path !== undefined && { PYTHONPATH: path }) },
      }),
    ),
  );

realDescribe('what the table says of Patroni', ['patroni'], () => {
  it('is what the Patroni that is installed shows', () => {
    const { version, known } = shownBy(undefined);
    expect(known).toEqual(table('patroni', version, Object.keys(known)));
  });

  it.each(patroniTrees())('is what the Patroni in %s shows', (tree) => {
    const { version, known } = shownBy(tree);
    expect(known).toEqual(table('patroni', version, Object.keys(known)));
  });

  it('is asked of it, fact by fact', () => {
    expect(Object.keys(PATRONI).sort()).toEqual([...factsOf('patroni')].sort());
  });
});

realDescribe('what the table says of PostgreSQL', ['postgres'], () => {
  const run = (program: string, option: string): string =>
    execFileSync(join(dirname(tools.postgres ?? ''), program), [option], { encoding: 'utf8' });

  it('is what the PostgreSQL that is installed shows', () => {
    const version = /(\d+)/.exec(run('postgres', '--version'))?.[1] ?? '';
    const settings = run('postgres', '--describe-config');
    const initdb = run('initdb', '--help');
    const program = readFileSync(tools.postgres ?? '', 'latin1');
    const known = {
      // Where checksums are the default there is an option against them.
      'initdb.checksums': initdb.includes('--no-data-checksums'),
      'initdb.builtin': initdb.includes('--builtin-locale'),
      'password.scram': /^password_encryption\t.*scram-sha-256/m.test(settings),
      'replication.slot-sync': /^sync_replication_slots\t/m.test(settings),
      'archive.one-way': /both "?archive_command"? and "?archive_library"? set/.test(program),
      'archive.placeholders': program.includes('String contains unexpected placeholder'),
    };
    expect(known).toEqual(table('postgresql', version, Object.keys(known)));
  });
});

realDescribe('what the table says of etcd', ['etcd'], () => {
  const run = (option: string): string => execFileSync(tools.etcd ?? '', [option], { encoding: 'utf8' });

  it('is what the etcd that is installed shows', () => {
    const version = /etcd Version: (\S+)/.exec(run('--version'))?.[1] ?? '';
    const help = run('--help');
    const known = {
      'etcd.tls-min-version': help.includes('--tls-min-version'),
      'etcd.zap-only': !help.includes('capnslog'),
    };
    expect(known).toEqual(table('etcd', version, Object.keys(known)));
  });
});
