import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/index.ts';

const sample = readFileSync(join(import.meta.dirname, '../../fixtures/seoul-busan/topology.yaml'), 'utf8');

/** What the site's own etcd says; `lost` when it does not answer. */
type Own = 'primary' | 'standby' | 'empty' | 'lost';
/** What lies in the data directory. */
type Data = 'none' | 'cluster' | 'was-primary' | 'was-standby';
/** What the members of the other site answer. */
type Other = 'primary' | 'primary-without-leader' | 'standby' | 'silent' | 'one-standby' | 'untrusted';

interface Case {
  readonly own: Own;
  readonly data: Data;
  readonly leader: boolean;
  readonly other: Other;
  readonly guard: 'strict' | 'lenient';
  readonly site: 'seoul' | 'busan';
  readonly override: boolean;
}

const SETTINGS = {
  primary: 'loop_wait: 5\nttl: 30\n',
  standby: 'loop_wait: 5\nstandby_cluster:\n  host: 10.2.0.10\n  port: 5432\nttl: 30\n',
  empty: '',
} as const;

const CONFIGS: Readonly<Record<Other, string>> = {
  primary: '{"ttl": 30, "slots": {"standby_cluster_seoul": {"type": "physical"}}}',
  'primary-without-leader': '{"ttl": 30}',
  standby: '{"ttl": 30, "standby_cluster": {"host": "10.1.0.10", "port": 5432}}',
  'one-standby': '{"standby_cluster": {"host": "10.1.0.10"}, "ttl": 30}',
  silent: '',
  untrusted: '',
};

/** Commands that answer as the case says, found before the real ones. */
function stubs(one: Case, folder: string): void {
  const own =
    one.own === 'lost' ? 'echo "etcd does not answer" >&2; exit 1' : `cat <<'END'\n${SETTINGS[one.own]}END`;
  const curl = [
    'for url; do :; done',
    `case "$url" in */leader) exit ${one.leader ? 0 : 22};; esac`,
    one.other === 'silent' ? 'exit 7' : '',
    one.other === 'untrusted' ? 'exit 60' : '',
    one.other === 'one-standby' ? 'case "$url" in */primary) exit 22;; *0.12:*) ;; *) exit 7;; esac' : '',
    one.other === 'primary'
      ? 'case "$url" in */primary) exit 0;; esac'
      : 'case "$url" in */primary) exit 22;; esac',
    `echo '${CONFIGS[one.other]}'`,
  ].join('\n');
  for (const [name, body] of [
    ['patronictl', own],
    ['curl', curl],
  ] as const) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
}

/** The role of the site as the guard should see it. */
function expectedRole({ own, data, site }: Case): 'primary' | 'standby' | 'new' {
  if (own === 'primary' || own === 'standby') return own;
  if (data === 'was-primary') return 'primary';
  if (data === 'was-standby') return 'standby';
  if (site === 'busan') return 'standby';
  return data === 'cluster' ? 'primary' : 'new';
}

/** Whether Patroni may start, by the guard's own words in README and RUNBOOK. */
function mayStart(one: Case): boolean {
  if (one.override) return true;
  const role = expectedRole(one);
  if (role === 'standby') return true;
  if (one.other === 'primary' || one.other === 'primary-without-leader') return false;
  if (one.leader) return true;
  if (one.other === 'untrusted') return false;
  if (one.other !== 'silent') return true;
  return role === 'new' || one.guard === 'lenient';
}

const DATA = ['none', 'cluster', 'was-primary', 'was-standby'] as const;
const OTHERS = [
  'primary',
  'primary-without-leader',
  'standby',
  'silent',
  'one-standby',
  'untrusted',
] as const;

/** Every case in which the site's own etcd says so. */
function* combinations(own: Own): Generator<Case> {
  // What etcd says wins over what lies beside the data.
  for (const data of own === 'primary' || own === 'standby' ? (['cluster'] as const) : DATA)
    for (const leader of [true, false])
      for (const other of OTHERS)
        for (const guard of ['strict', 'lenient'] as const)
          for (const site of ['seoul', 'busan'] as const)
            yield { own, data, leader, other, guard, site, override: false };
}

/** The case that the guard is there for. */
const SECOND_PRIMARY: Case = {
  own: 'primary',
  data: 'cluster',
  leader: false,
  other: 'primary',
  guard: 'strict',
  site: 'seoul',
  override: false,
};

let root: string;
const scripts = new Map<string, string>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pgdr-guard-'));
  for (const guard of ['strict', 'lenient']) {
    const { artifacts } = await compile(Buffer.from(`${sample}\npatroni:\n  guard: ${guard}\n`));
    for (const [site, node] of [
      ['seoul', 'pg-seoul-1'],
      ['busan', 'pg-busan-1'],
    ]) {
      const found = artifacts.find(({ path }) => path === `${site}/${node}/usr/local/sbin/pgdr-start-guard`);
      if (!found) throw new Error('no start guard was compiled');
      scripts.set(`${guard} ${site}`, found.text);
    }
  }
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Runs the compiled guard; only the folders it looks into are moved. */
function ask(one: Case): { status: number | null; output: string } {
  const folder = mkdtempSync(join(root, 'case-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (one.data !== 'none') writeFileSync(join(data, 'PG_VERSION'), '18\n');
  if (one.data === 'was-primary') writeFileSync(join(data, 'patroni.dynamic.json'), '{"ttl":30,"slots":{}}');
  if (one.data === 'was-standby')
    writeFileSync(join(data, 'patroni.dynamic.json'), '{"ttl":30,"standby_cluster":{"host":"10.2.0.10"}}');
  if (one.override) writeFileSync(join(folder, 'override'), '');
  stubs(one, folder);
  const script = (scripts.get(`${one.guard} ${one.site}`) ?? '')
    .replace('DATA_DIR=/var/lib/postgresql/18/main', `DATA_DIR=${data}`)
    .replace('OVERRIDE=/etc/patroni/start-guard.override', `OVERRIDE=${folder}/override`);
  const { status, stdout } = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
  });
  return { status, output: stdout };
}

describe('start guard', () => {
  it.each([
    ['primary', 48],
    ['standby', 48],
    ['empty', 192],
    ['lost', 192],
  ] as const)(
    'for every combination of answers where the own etcd says %s',
    { timeout: 300_000 },
    (own, count) => {
      let asked = 0;
      for (const one of combinations(own)) {
        const { status, output } = ask(one);
        expect({ ...one, status, output }).toMatchObject({ ...one, status: mayStart(one) ? 0 : 1 });
        asked++;
      }
      expect(asked).toBe(count);
    },
  );

  it('lets Patroni start when it is overruled, once the override is gone no more', () => {
    expect(ask({ ...SECOND_PRIMARY, override: true }).status).toBe(0);
    expect(ask(SECOND_PRIMARY).status).toBe(1);
  });

  it('refuses in the words that its page and the runbook explain', async () => {
    const script = scripts.get('strict seoul') ?? '';
    const page = readFileSync(join(import.meta.dirname, '../../docs/start-guard.md'), 'utf8');
    const { artifacts } = await compile(Buffer.from(sample));
    const runbook = artifacts.find(({ path }) => path === 'RUNBOOK.md')?.text ?? '';
    const explained = [
      ...[...page.matchAll(/is refused: "([^"]+)"/g)].map(([, words = '']) => words),
      ...[
        ...(/\| it says .*\n\|---.*\n((?:\|.*\n)+)/.exec(runbook)?.[1] ?? '').matchAll(/^\| ([^|]+) \|/gm),
      ].map(([, words = '']) => words),
    ];
    expect(explained).toHaveLength(8);
    for (const words of explained)
      for (const part of words.split(/\*\w+\*/).map((one) =>
        one
          .trim()
          .replace(/[():]+$/, '')
          .trim(),
      ))
        expect(script).toContain(part.replace(/^\(/, ''));
  });

  it('says why it refuses, where to look, and how to overrule it', () => {
    const { output } = ask(SECOND_PRIMARY);
    expect(output).toContain('busan is the primary, and this site would be a second one');
    expect(output).toContain('RUNBOOK.md');
    expect(output).toContain('touch ');
  });
});
