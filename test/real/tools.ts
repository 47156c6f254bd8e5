import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

const PACKAGED_POSTGRES = '/usr/lib/postgresql';

/** The daemons the real tests run against: path of the program, or undefined when it is not installed. */
export const tools = {
  postgres: find('postgres'),
  haproxy: find('haproxy'),
  patroni: find('patroni'),
  etcd: find('etcd'),
  'pre-commit': find('pre-commit'),
  chromium: find('chromium'),
  zsh: find('zsh'),
  fish: find('fish'),
  man: find('man'),
  'systemd-analyze': find('systemd-analyze'),
  busybox: find('busybox'),
  shellcheck: find('shellcheck'),
  promtool: find('promtool'),
  nvim: find('nvim'),
};

/**
 * A suite that runs real daemons. It runs only when PGDR_REAL=1 is set; then a tool that is missing is a failure,
 * so that a machine meant to run these tests cannot skip them silently.
 */
export function realDescribe(name: string, needed: readonly (keyof typeof tools)[], body: () => void): void {
  const wanted = process.env.PGDR_REAL === '1';
  const missing = needed.filter((tool) => tools[tool] === undefined);
  if (wanted && missing.length > 0) {
    describe(name, () => {
      test('has the programs it needs', () => {
        throw new Error(`not installed: ${missing.join(', ')}`);
      });
    });
    return;
  }
  describe.skipIf(!wanted)(name, body);
}

/** Looks on PATH, on sbin directories, and where Debian and PGDG put PostgreSQL, highest version first. */
function find(program: string): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...path, '/usr/local/sbin', '/usr/sbin', ...packagedPostgresDirectories()];
  return candidates.map((directory) => join(directory, program)).find(isExecutable);
}

function packagedPostgresDirectories(): readonly string[] {
  try {
    const versions = readdirSync(PACKAGED_POSTGRES).filter((name) => /^\d+$/.test(name));
    versions.sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(PACKAGED_POSTGRES, version, 'bin'));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
