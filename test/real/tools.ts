import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'vitest';

type Tool = 'postgres' | 'haproxy' | 'patroni' | 'etcd' | 'python';

/** The first of the paths that exists, as the member `name`; no member when none does. */
function found(name: Tool, paths: readonly string[]): { [name in Tool]?: string } {
  const path = paths.find((candidate) => existsSync(candidate));
  return path === undefined ? {} : { [name]: path };
}

/** Debian keeps PostgreSQL's programs off PATH, one folder per major version: the newest first. */
function postgresPrograms(): string[] {
  const root = '/usr/lib/postgresql';
  const majors = existsSync(root) ? readdirSync(root).map(Number) : [];
  return majors.sort((a, b) => b - a).map((major) => `${root}/${major}/bin/postgres`);
}

const onPath = (program: string): string[] =>
  ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'].map((dir) => `${dir}/${program}`);

/** The real programs that this machine has: the path of each. */
export const tools: {
  postgres?: string;
  haproxy?: string;
  patroni?: string;
  etcd?: string;
  python?: string;
} = {
  ...found('postgres', postgresPrograms()),
  ...found('haproxy', onPath('haproxy')),
  ...found('patroni', onPath('patroni')),
  ...found('etcd', onPath('etcd')),
  // The system's Python: it is the one with Patroni's libraries.
  ...found('python', ['/usr/bin/python3']),
};

/**
 * A suite against real programs. It runs when PGDR_REAL=1 and is skipped otherwise; with PGDR_REAL=1 a
 * missing program fails the suite, so that a run meant to prove something cannot pass by proving nothing.
 */
export function realDescribe(name: string, needed: readonly Tool[], body: () => void): void {
  if (process.env.PGDR_REAL !== '1') return void describe.skip(name, body);
  const missing = needed.filter((tool) => tools[tool] === undefined);
  if (missing.length === 0) return void describe(name, body);
  describe(name, () => {
    it(`needs ${missing.join(', ')}`, () => {
      throw new Error(`not installed: ${missing.join(', ')}`);
    });
  });
}
