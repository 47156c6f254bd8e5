import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, fileOf as fileOnNode, runbookOf } from '../shell.ts';

const SEGMENT = 1 << 24;
const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const ENVIRONMENT = ['SUPERUSER', 'REPLICATION', 'REWIND', 'RESTAPI']
  .map((role) => `PATRONI_${role}_PASSWORD='it is $${role}'\n`)
  .join('');

let machine: Bench;
beforeEach(() => {
  machine = bench();
  machine.file('patroni.env', ENVIRONMENT);
});
afterEach(() => machine.remove());

/** The block of the sample, with the data directory and the programs of PostgreSQL on the bench. */
async function block(id: string, superuser = 'postgres'): Promise<string> {
  const runbook = await runbookOf(
    SAMPLE,
    (text) =>
      `${text}  data_dir: /srv/bench/data\n  bin_dir: /srv/bench/bin\ncredentials: { superuser: { username: ${superuser} } }\n`,
  );
  // A data directory below /tmp is refused.
  return blockOf(runbook, id).text.replaceAll('/srv/bench', machine.folder);
}

const history = (lines: readonly string[]): string =>
  lines.map((line) => `${line.replace(' ', '\t')}\tno recovery target specified\n\n`).join('');

const fileOf = (timeline: number): string =>
  `${timeline.toString(16).toUpperCase().padStart(8, '0')}.history`;

interface Case {
  /** Timeline and parents of this member, each parent as `number end`. */
  readonly own: readonly [number, ...string[]];
  readonly theirs: readonly [number, ...string[]];
  readonly system?: string;
  /** How far they are. */
  readonly end?: string;
  /** Where the last checkpoint of this member is, on its own timeline or another one. */
  readonly checkpoint?: string;
  readonly checkpointOn?: number;
  /** Bytes of a segment. */
  readonly segment?: number;
  /** Where a byte of this member's WAL is not zero: a segment, and a place in it. */
  readonly mark?: readonly [segment: number, at: number];
  /** What they hold of the WAL that this member has, which is all zeros. */
  readonly wal?: 'same' | 'other' | 'gone';
  /** What is typed before the block. */
  readonly typed?: string;
}

describe('rewind-….check', () => {
  async function check({ own, theirs, ...more }: Case) {
    const { system = '77', end = '0/5000000', checkpoint = '0/3000000', wal = 'same', typed = '' } = more;
    const { segment: size = SEGMENT, mark } = more;
    const [last, ...parents] = own;
    const [theirLast, ...theirParents] = theirs;
    for (const timeline of new Set([last, more.checkpointOn ?? last]))
      for (const segment of [0, 1, 2, 3, 4]) {
        const name = `data/pg_wal/${fileOf(timeline).slice(0, 8)}${segment.toString().padStart(16, '0')}`;
        machine.file(name, mark?.[0] === segment ? `${'\0'.repeat(mark[1])}x` : '');
        truncateSync(join(machine.folder, name), size);
      }
    if (last > 1) machine.file(`data/pg_wal/${fileOf(last)}`, history(parents));
    machine.command(
      'pg_controldata',
      `cat <<'END'\nDatabase system identifier:           77\nLatest checkpoint location:           ${checkpoint}\nLatest checkpoint's TimeLineID:       ${more.checkpointOn ?? last}\nMinimum recovery ending location:     0/0\nMin recovery ending loc's timeline:   0\nBytes per WAL segment:                ${size}\nEND`,
    );
    const text = `${fileOf(theirLast)}|${history(theirParents)}`;
    machine.file('theirs', text);
    const source = { same: '/dev/zero', other: '/dev/urandom', gone: '' }[wal];
    machine.command(
      'psql',
      `for query; do :; done
case $PGPASSWORD:$query in
'it is $REPLICATION:IDENTIFY_SYSTEM') echo '${system}|${theirLast}|${end}|' ;;
'it is $REPLICATION:TIMELINE_HISTORY ${theirLast}') cat ${machine.folder}/theirs; echo ;;
'it is $REWIND:SELECT coalesce(encode(sha256('*)
  size=$(echo "$query" | sed 's/^[^,]*, [^,]*, [0-9]*, \\([0-9]*\\), true.*/\\1/')
  ${wal === 'gone' ? 'echo missing' : `head -c "$size" ${source} | sha256sum | cut -c 1-64`} ;;
*) echo "$query" >&2; exit 1 ;;
esac`,
    );
    return machine.paste(`${typed}${await block('rewind-seoul.check')}`);
  }

  it.each<[string, Case]>([
    ['stayed on the timeline that theirs begins from', { own: [1], theirs: [2, '1 0/300'] }],
    ['is on their timeline already', { own: [2, '1 0/300'], theirs: [2, '1 0/300'] }],
    ['is on a timeline that they left', { own: [2, '1 0/300'], theirs: [3, '1 0/300', '2 0/500'] }],
    ['is far behind', { own: [1], theirs: [18, '1 0/300', '17 0/500'] }],
  ])('lets a member follow that %s', async (_, one) => {
    const result = await check(one);
    expect(result.output).toContain('this member can follow busan');
    expect(result.status).toBe(0);
  });

  it.each<[string, Case]>([
    ['has their number, but another timeline', { own: [2, '1 0/400'], theirs: [2, '1 0/300'] }],
    [
      'has a number that they left, but another timeline',
      { own: [2, '1 0/400'], theirs: [3, '1 0/300', '2 0/500'] },
    ],
    [
      'left a timeline further on than they are',
      { own: [3, '1 0/300', '2 1/0'], theirs: [2, '1 0/300'], end: '0/FF000000' },
    ],
    ['has a number of which theirs is the beginning', { own: [1], theirs: [12, '11 0/300'] }],
  ])('refuses a member that %s', async (_, one) => {
    const result = await check(one);
    expect(result.output).toContain('busan was never on that timeline');
    expect(result.status).toBe(1);
  });

  it.each<[string, Case]>([
    ['was promoted while they lived', { own: [2, '1 0/300'], theirs: [1] }],
    ['was promoted twice meanwhile', { own: [4, '1 0/300', '2 0/500', '3 0/700'], theirs: [2, '1 0/300'] }],
    ['was promoted where they are', { own: [2, '1 0/5000000'], theirs: [1] }],
  ])('lets a member follow that %s', async (_, one) => {
    const result = await check(one);
    expect(result.output).toMatch(/this member can follow busan, rewound to 0\/(300|500|5000000)\n/);
    expect(result.status).toBe(0);
  });

  it.each<[string, Case]>([
    ['began at the same place, but holds other WAL', { own: [2, '1 0/300'], theirs: [2, '1 0/300'] }],
    [
      'began at the same place, and was left by them',
      { own: [2, '1 0/300'], theirs: [3, '1 0/300', '2 0/500'] },
    ],
    [
      'began at the same place, and was left by it',
      { own: [3, '1 0/300', '2 0/500'], theirs: [2, '1 0/300'] },
    ],
    ['has not been written to yet', { own: [2, '1 0/300'], theirs: [2, '1 0/300'], checkpoint: '0/300' }],
    [
      'is not the one of which it has the history, and a segment',
      { own: [3, '1 0/300', '2 0/500'], theirs: [3, '1 0/300', '2 0/500'], checkpointOn: 2 },
    ],
  ])('refuses a member whose timeline %s', async (_, one) => {
    const result = await check({ ...one, wal: 'other' });
    expect(result.output).toContain('busan was never on that timeline');
    expect(result.status).toBe(1);
  });

  it('has compared records where segments are large and end in zeros', async () => {
    const large: Case = {
      own: [2, '1 0/300'],
      theirs: [2, '1 0/300'],
      segment: 1 << 27,
      checkpoint: '0/18000028',
      end: '0/18000028',
      mark: [2, 200],
    };
    expect((await check(large)).output).toContain('busan was never on that timeline');
    const { mark: _, ...alike } = large;
    expect(await check(alike)).toMatchObject({ status: 0 });
  });

  it('goes on without the WAL that could tell only if the operator is sure', async () => {
    const gone: Case = { own: [2, '1 0/300'], theirs: [2, '1 0/300'], wal: 'gone' };
    const refused = await check(gone);
    expect(refused.output).toContain('nobody can tell whether timeline 2 is the same for both');
    expect(refused.status).toBe(1);
    expect((await check({ ...gone, typed: 'sure=yes\n' })).status).toBe(1);
    const result = await check({ ...gone, typed: 'sure=rewind-seoul\n' });
    expect(result.output).toContain('this member can follow busan');
    expect(result.status).toBe(0);
  });

  it('compares nothing of the timeline on which every database begins', async () => {
    expect((await check({ own: [1], theirs: [2, '1 0/300'], wal: 'gone' })).status).toBe(0);
  });

  it('refuses a member of another database system', async () => {
    const result = await check({ own: [1], theirs: [2, '1 0/300'], system: '78' });
    expect(result.output).toContain('another database system (77, not 78)');
    expect(result.status).toBe(1);
  });

  it('refuses when the other site cannot be asked', async () => {
    machine.command('psql', 'echo "connection refused" >&2; exit 2');
    machine.command('pg_controldata', 'echo not asked');
    const result = machine.paste(await block('rewind-seoul.check'));
    expect(result).toEqual({ status: 2, output: 'connection refused\n' });
  });
});

describe('rewind-….rest', () => {
  /** The block as root on a machine whose psql does this; what systemctl was told. */
  async function rest(
    psql: string,
    node = 'seoul/pg-seoul-2',
  ): Promise<{ status: number | null; output: string; told: string }> {
    machine.file('told', '');
    machine.file('patroni.yml', await fileOnNode(`${node}/etc/patroni/patroni.yml`, SAMPLE));
    machine.command(
      'psql',
      `for query; do :; done\nif [ "$query" = IDENTIFY_SYSTEM ]; then [ "$PGPASSWORD" = 'it is $REPLICATION' ] && echo '77|2|0/5|'; exit; fi\n${psql}`,
    );
    machine.command('runuser', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
    machine.command('sleep', '');
    machine.command('systemctl', `echo "$*" >> ${machine.folder}/told`);
    const text = await block('rewind-seoul.rest', 'dba');
    // A minute and ten of them, of seconds that take no time here.
    expect(text).toMatch(/-ge 60 \][\s\S]*-lt 600 \]|-lt 600 \][\s\S]*-ge 60 \]/);
    const result = machine.paste(text.replace('-lt 600 ]', '-lt 6 ]').replace('-ge 60 ]', '-ge 6 ]'));
    return { ...result, told: readFileSync(join(machine.folder, 'told'), 'utf8') };
  }

  it('starts Patroni, and asks as the superuser, with the password', async () => {
    const psql = `[ "$PGPASSWORD" = 'it is $SUPERUSER' ] && case "$*" in *"-U dba "*) echo t streaming 2; exit;; esac; exit 2`;
    expect(await rest(psql)).toEqual({ status: 0, output: '', told: 'enable --now patroni\n' });
  });

  it.each(['waiting 2', 'streaming 1', ''])('has a member started again that says "%s"', async (status) => {
    const once = `if grep -q restart ${machine.folder}/told; then echo t streaming 2; else echo "t ${status}"; fi`;
    expect(await rest(once)).toMatchObject({ status: 0, told: 'enable --now patroni\nrestart patroni\n' });
  });

  it('gives up on a member that does not stream after that', async () => {
    const result = await rest('echo t waiting 2');
    expect(result).toMatchObject({ status: 1, told: 'enable --now patroni\nrestart patroni\n' });
    expect(result.output).toContain('this member does not stream, also after a restart');
  });

  it('restarts nothing where PostgreSQL takes writes', async () => {
    const result = await rest('echo "f "');
    expect(result).toMatchObject({ status: 1, told: 'enable --now patroni\n' });
    expect(result.output).toContain('nothing was restarted: PostgreSQL on this member takes writes');
  });

  it('touches nothing on a member of another site', async () => {
    const result = await rest('echo t waiting 2', 'busan/pg-busan-2');
    expect(result).toMatchObject({ status: 1, told: '' });
    expect(result.output).toContain('nothing was touched: this is no member of seoul');
  });

  it('restarts nothing when it cannot ask', async () => {
    const result = await rest('echo "password authentication failed" >&2; exit 2');
    expect(result).toMatchObject({ status: 1, told: 'enable --now patroni\n' });
    expect(result.output).toContain('nothing was restarted: password authentication failed');
  });
});
