import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { compile } from '../../src/index.ts';
import { type GuardOptions, guardOf } from '../guard/compiled.ts';
import { type Played, play, type Rest, type Situation } from '../guard/play.ts';
import { realDescribe } from './tools.ts';

// Sixty situations are played at the same time.
vi.setConfig({ testTimeout: 180_000 });

const SAMPLE = join(import.meta.dirname, '../../fixtures/seoul-busan/topology.yaml');
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/start-guard.md'), 'utf8');

/** What a row of the page says: whether Patroni starts, whether PostgreSQL is stopped, and the words that the guard says. */
interface Row {
  readonly number: number;
  readonly starts: boolean;
  readonly stops: boolean;
  readonly words: string;
}

const ROWS: readonly Row[] = [
  ...PAGE.matchAll(/^\| (\d+) \|.*\| (starts|is refused)(, PostgreSQL is stopped)?: "(.+)" \|$/gm),
].map(([, number, verdict, stops, words = '']) => ({
  number: Number(number),
  starts: verdict === 'starts',
  stops: stops !== undefined,
  words,
}));

// A slot that is named standby_cluster, and an empty map of that name, make no standby cluster.
const PRIMARY = 'ttl: 30\nslots:\n  standby_cluster: { type: physical }\nstandby_cluster: {}\n';
const STANDBY = 'ttl: 30\nstandby_cluster:\n  host: 10.2.0.10\n';
const own = (scope = 'pg-seoul'): object => ({ state: 'running', patroni: { version: '4.1.5', scope } });
const LEADER: Rest = { '/leader': {}, '/patroni': own() };
const STRANGER: Rest = { '/patroni': own('pg-seul') };
const TAKES_WRITES: Rest = { '/primary': {}, '/config': { ttl: 30 } };
const following = (host: string, more: object = {}): Rest => ({
  '/config': { standby_cluster: { host, ...more } },
});
const FOLLOWER = following('10.9.9.9, 10.1.0.12');
// A restore_command that names a host of this site is no sign that its standby leader follows it.
const REDIRECTED = following('10.2.0.10', { restore_command: 'scp archive@10.1.0.10:%f %p' });
const OF_ARCHIVE: Rest = { '/config': { standby_cluster: { restore_command: 'fetch %f %p' } } };
const down = { etcd: PRIMARY, data: true } as const;
const alive = { etcd: PRIMARY, runs: 'in production' } as const;
const replica = { etcd: PRIMARY, runs: 'in archive recovery' } as const;

type Case = Situation & { readonly options?: GuardOptions };
const lenient: GuardOptions = { guard: 'lenient' };

/** Situations that fit each row of the page, and no row above it. */
const CASES: Readonly<Record<number, readonly Case[]>> = {
  1: [{ ...down, busan: TAKES_WRITES, override: true }],
  2: [
    { ...down, member: STRANGER },
    { ...replica, member: STRANGER },
    { ...down, member: LEADER },
    { ...down, member: LEADER, listed: 'pg-seoul-9' },
  ],
  3: [
    { ...alive, member: STRANGER },
    { ...alive, member: LEADER, listed: 'pg-seoul-9' },
  ],
  4: [
    { ...down, member: LEADER, listed: 'pg-seoul-2', busan: TAKES_WRITES },
    { ...alive, member: LEADER, listed: 'pg-seoul-2' },
  ],
  5: [{ ...replica, etcd: 'silent', member: LEADER }],
  6: [{ ...alive, etcd: 'silent', member: LEADER }],
  7: [{ ...down, etcd: 'silent', member: LEADER }],
  8: [
    { ...down, etcd: STANDBY, busan: TAKES_WRITES },
    { ...alive, etcd: STANDBY, busan: TAKES_WRITES },
    { ...down, etcd: 'standby_cluster: { port: 5432 }' },
    { ...down, etcd: 'nothing', kept: '{"standby_cluster":{"restore_command":"true"},"ttl":30}' },
    {
      etcd: 'nothing',
      file: 'scope: pg-seoul\nbootstrap:\n  dcs:\n    standby_cluster:\n      host: 10.2.0.10\n',
    },
  ],
  9: [
    { ...down, busan: TAKES_WRITES },
    { ...down, busan: TAKES_WRITES, options: lenient },
    // It was promoted, and has no leader at this moment; its slot has a name that misleads.
    {
      ...down,
      busan: { '/config': { slots: { standby_cluster: { type: 'physical' } }, standby_cluster: {} } },
    },
    {
      ...down,
      etcd: 'nothing',
      kept: '{"ttl":30,"standby_cluster":{},"slots":{"standby_cluster":{}}}',
      busan: TAKES_WRITES,
    },
    { etcd: 'nothing', busan: TAKES_WRITES },
    { ...down, busan: FOLLOWER, jeju: TAKES_WRITES },
  ],
  10: [
    { ...down, writes: 'busan' },
    { ...down, writes: 'jeju', busan: FOLLOWER },
  ],
  11: [
    { ...alive, busan: TAKES_WRITES },
    { ...alive, busan: TAKES_WRITES, stubborn: true },
    { ...replica, busan: TAKES_WRITES },
    { ...alive, etcd: 'silent', writes: 'busan' },
  ],
  12: [alive, { ...alive, etcd: 'silent' }, { ...alive, jeju: REDIRECTED }],
  13: [replica, { ...replica, etcd: 'silent', busan: FOLLOWER }, { ...replica, jeju: OF_ARCHIVE }],
  14: [
    { ...down, etcd: 'silent', busan: FOLLOWER },
    { ...down, etcd: 'hangs' },
    { ...down, etcd: 'silent', kept: '{"standby_cluster":{"host":"10.2.0.10"}}' },
    { ...down, etcd: 'silent', busan: TAKES_WRITES },
    // All Patronis of a standby site are away while its etcd does not answer: its readers keep their PostgreSQL.
    { ...replica, etcd: 'silent', busan: TAKES_WRITES },
    { ...replica, etcd: 'hangs', writes: 'busan' },
  ],
  15: [
    { ...down, etcd: '{' },
    { ...down, etcd: '[1]' },
    { ...down, etcd: 'nothing', kept: '{"ttl":' },
    { ...replica, etcd: '{', busan: TAKES_WRITES },
  ],
  16: [{ etcd: 'nothing', busan: FOLLOWER }],
  17: [
    { ...down, busan: FOLLOWER, jeju: FOLLOWER },
    {
      ...down,
      busan: following('db.example.com'),
      jeju: OF_ARCHIVE,
    },
  ],
  18: [
    { ...down, busan: FOLLOWER },
    { ...down, busan: FOLLOWER, options: lenient },
  ],
  19: [
    { ...down, jeju: REDIRECTED },
    { ...replica, jeju: REDIRECTED },
    { ...down, jeju: REDIRECTED, options: lenient },
    { ...down, busan: following('10.1.0.100'), options: { cascade: true } },
  ],
  20: [
    { ...down, programs: { curl: 'exit 60' } },
    { ...down, programs: { curl: 'exit 127' }, options: lenient },
    // No name is found: the other site may be there.
    { ...down, programs: { curl: 'exit 6' }, options: lenient },
    { ...down, busan: { '/config': '<html>sign in</html>' }, options: lenient },
  ],
  21: [{ etcd: 'nothing' }],
  22: [
    { ...down, options: lenient },
    { ...down, jeju: REDIRECTED, options: { ...lenient, cascade: true } },
    { ...down, jeju: OF_ARCHIVE, options: lenient },
  ],
  23: [down, { ...down, jeju: REDIRECTED, options: { cascade: true } }, { ...down, jeju: OF_ARCHIVE }],
};

const played = async ({ options = {}, ...situation }: Case, ...args: readonly string[]): Promise<Played> =>
  play(await guardOf(options), situation, ...args);

realDescribe('the situations of docs/start-guard.md', ['patroni'], () => {
  it('are all played', () => {
    expect(ROWS.map(({ number }) => number)).toEqual(Object.keys(CASES).map(Number));
    expect(ROWS).toHaveLength(23);
  });

  const all = ROWS.flatMap((row) =>
    (CASES[row.number] ?? []).map((one, at) => ({ name: `${row.number}, ${at + 1}`, row, one })),
  );
  it.concurrent.each(all)('row $name', async ({ row, one }) => {
    const { status, output, runs } = await played(one);
    expect({ output, status, runs }).toMatchObject({
      status: row.starts ? 0 : 1,
      runs: one.runs !== undefined && !row.stops,
    });
    expect(output).toContain(row.words);
    expect(output.split('\n').filter((line) => line !== '' && !line.startsWith('start guard: '))).toEqual([]);
  });
});

realDescribe('the start guard', ['patroni'], () => {
  it('changes nothing in a dry run, and says what it found', async () => {
    const { status, output, runs } = await played({ ...alive, busan: TAKES_WRITES }, '--dry-run');
    expect({ status, runs }).toEqual({ status: 1, runs: true });
    expect(output).toContain('found: primary busan\n');
    expect(output).toContain('found: role primary\n');
    expect(output).toContain('found: runs writes\n');
    expect(output).toContain('would be a second one');
  });

  it('takes no file of a PostgreSQL that died for one that runs', async () => {
    // The number belongs to another process by now: the guard itself, which works elsewhere.
    const guard = (await guardOf()).replace(/^main /m, 'echo $$ > "$DATA_DIR/postmaster.pid"\nmain ');
    const { output } = await play(guard, down);
    expect(output).toContain('no other site tells');
  });

  it('takes a name that is not found in time for no silence, and an address that does not answer for one', async () => {
    const programs = { curl: 'echo 0.000000; exit 28' };
    const named = (await guardOf(lenient)).replaceAll('10.2.0.10', 'pg-busan-1.example.com');
    expect((await play(named, { ...down, programs })).output).toContain('cannot ask busan (curl: 6)');
    expect((await play(await guardOf(lenient), { ...down, programs })).output).toContain('guard is lenient');
    const found = { curl: 'echo 0.000312; exit 28' };
    expect((await play(named, { ...down, programs: found })).output).toContain('guard is lenient');
  });

  it('stops nothing while Patroni runs on this node', async () => {
    const guard = (await guardOf()).replace(/^SELF=.*$/m, 'SELF=pg-seoul-2');
    const { status, runs } = await play(guard, {
      ...alive,
      member: { '/patroni': own() },
      busan: TAKES_WRITES,
    });
    expect({ status, runs }).toEqual({ status: 1, runs: true });
  });

  it('asks the others last, for etcd may take long', async () => {
    // Busan is promoted while etcd of this site has not answered yet.
    const programs = {
      patronictl: `sleep 1; : > "$0.done"; case "$*" in *" list "*) echo '[]' ;; *) echo 'ttl: 30' ;; esac`,
      psql: `case "$*" in *"host=10.2.0.11 "*) [ ! -e "\${0%/*}/patronictl.done" ] || echo f ;; esac`,
    };
    const { output } = await played({ ...down, busan: following('10.1.0.12'), programs });
    expect(output).toContain('busan is the primary');
  });

  it('says why it refuses, where to look, and how to overrule it', async () => {
    const { output } = await played({ ...down, busan: TAKES_WRITES });
    expect(output).toContain('busan is the primary, and this site would be a second one');
    expect(output).toContain('RUNBOOK.md');
    expect(output).toContain('touch ');
  });

  it('knows option --dry-run and no other', async () => {
    expect(await played(down, '--help')).toMatchObject({
      status: 2,
      output: 'usage: pgdr-start-guard [--dry-run]\n',
    });
  });

  it('refuses in the words that the runbook explains', async () => {
    const { artifacts } = await compile(Buffer.from(readFileSync(SAMPLE, 'utf8')));
    const runbook = artifacts.find(({ path }) => path === 'RUNBOOK.md')?.text ?? '';
    const table = /\| it says .*\n\|---.*\n((?:\|.*\n)+)/.exec(runbook)?.[1] ?? '';
    const explained = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, words = '']) => words);
    expect(explained).toHaveLength(8);
    // What the guard puts in is in italics there; the path of patroni.yml stands written out.
    const script = (await guardOf()).replaceAll('$CONFIG', '/etc/patroni/patroni.yml');
    for (const words of explained)
      for (const part of words.split(/ ?\(?(?:curl: )?\*\w+\*\)? ?/))
        expect(script, words).toContain(part.trim());
  });
});
