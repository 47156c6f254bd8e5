import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../../src/index.ts';

const SITES = readFileSync(join(import.meta.dirname, '../../fixtures/three-sites/topology.yaml'), 'utf8');

/** What the members of another site answer to the guard of seoul. */
const ANSWERS = ['silent', 'primary', 'follows seoul', 'follows another'] as const;
type Answer = (typeof ANSWERS)[number];

const HOSTS = { 'follows seoul': '10.1.0.12,10.1.0.10', 'follows another': '10.1.0.100,10.9.0.1' } as const;

let folder: string;
const guards = new Map<string, string>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-guard-'));
  for (const guard of ['strict', 'lenient']) {
    const { artifacts } = await compile(Buffer.from(`${SITES}\npatroni:\n  guard: ${guard}\n`));
    const path = 'seoul/pg-seoul-1/usr/local/sbin/pgdr-start-guard';
    guards.set(guard, artifacts.find((one) => one.path === path)?.text ?? '');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of `sh` that answer a question to one site as its members do. */
function member(answer: Answer, config: string): string {
  if (answer === 'silent') return 'exit 28';
  if (answer === 'primary') return `case $url in */primary) exit 0;; *) echo '{"ttl": 30}';; esac`;
  return `case $url in */primary) exit 22;; *) echo '${config}';; esac`;
}

const configOf = (answer: Answer): string =>
  answer === 'silent' || answer === 'primary'
    ? ''
    : JSON.stringify({ ttl: 30, standby_cluster: { host: HOSTS[answer], port: 5432 } });

/** Runs the guard of a site that was the primary, by its own etcd. */
function ask(guard: string, busan: Answer, jeju: Answer, leader: boolean): number | null {
  const stubs = {
    patronictl: 'echo "ttl: 30"',
    curl: `for url; do :; done
case $url in
  */leader) exit ${leader ? 0 : 22} ;;
  *//10.2.*) ${member(busan, configOf(busan))} ;;
  *//10.3.*) ${member(jeju, configOf(jeju))} ;;
esac`,
  };
  for (const [name, body] of Object.entries(stubs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { PATH: `${folder}:${process.env.PATH ?? ''}` };
  return spawnSync('sh', ['-c', guards.get(guard) ?? ''], { encoding: 'utf8', env }).status;
}

it.each(['strict', 'lenient'])(
  'with two other sites, guard %s: every combination of answers',
  { timeout: 300_000 },
  (guard) => {
    for (const busan of ANSWERS)
      for (const jeju of ANSWERS)
        for (const leader of [true, false]) {
          const answers = [busan, jeju];
          const starts =
            !answers.includes('primary') &&
            (answers.includes('follows seoul') || leader || guard === 'lenient');
          expect({ busan, jeju, leader, status: ask(guard, busan, jeju, leader) }).toEqual({
            busan,
            jeju,
            leader,
            status: starts ? 0 : 1,
          });
        }
  },
);
