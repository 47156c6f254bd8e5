import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';

let machine: Bench;
beforeEach(() => {
  machine = bench();
});
afterEach(() => machine.remove());

/** What is true of the node that a block runs on, and of both sites. */
interface Situation {
  /** The node whose files are here. */
  readonly node: string;
  /** Sites with a member that answers as primary. */
  readonly primaries: readonly string[];
  /**
   * The configuration in etcd: text of YAML, nothing when there is none, undefined when etcd does not answer; or how
   * patronictl 3.0.2 ends where there is none.
   */
  readonly dynamic: string | undefined | typeof FAILS;
  /** The state in pg_control while PostgreSQL runs here. */
  readonly running: string | undefined;
}

const FAILS = Symbol('patronictl 3.0.2 fails');

const FOLLOWS = 'standby_cluster:\n  host: 10.1.0.10\n  port: 5432\nttl: 30\n';
const LEADS = 'standby_cluster: {}\nslots:\n  standby_cluster:\n    type: physical\nttl: 30\n';
const SOUND: Situation = {
  node: 'busan/pg-busan-2',
  primaries: ['10.1.0.11'],
  dynamic: FOLLOWS,
  running: undefined,
};

describe.each(['reclone-busan.stop', 'reclone-busan.remove', 'reclone-busan.wipe'])('%s', (id) => {
  async function run(
    situation: Situation,
  ): Promise<{ status: number | null; output: string; touched: boolean }> {
    const { folder } = machine;
    const edit = (text: string): string => `${text}  bin_dir: ${folder}/bin\n  data_dir: ${folder}/data\n`;
    machine.file('patroni.yml', await fileOf(`${situation.node}/etc/patroni/patroni.yml`, SAMPLE, edit));
    machine.file('patroni.env', '');
    machine.file('data/PG_VERSION', '18');
    const fails = situation.dynamic === FAILS;
    if (typeof situation.dynamic === 'string') machine.file('dynamic.yml', situation.dynamic);
    const shows = fails
      ? `echo "AttributeError: 'NoneType' object has no attribute 'data'" >&2; exit 1`
      : `cat ${folder}/dynamic.yml`;
    const touch = `: > ${folder}/touched`;
    machine.command('systemctl', touch);
    machine.command('psql', 'echo "Connection refused" >&2; exit 2');
    machine.command(
      'curl',
      `for url; do :; done\ncase $url in ${situation.primaries.map((one) => `*${one}*`).join('|')}) printf 200; exit 0 ;; esac\nprintf 503; exit 22`,
    );
    machine.command('patronictl', `case " $* " in *" show-config "*) ${shows} ;; *) ${touch} ;; esac`);
    machine.command('runuser', 'shift 3; exec "$@"');
    machine.command(
      'pg_ctl',
      situation.running === undefined ? 'exit 3' : `case $1 in stop) ${touch} ;; esac`,
    );
    machine.command('pg_controldata', `echo 'Database cluster state:               ${situation.running}'`);
    machine.command('sleep', 'exit 1');
    const { text } = blockOf(await runbookOf(SAMPLE, edit), id);
    const { status, output } = machine.paste(text);
    return {
      status,
      output,
      touched: existsSync(join(folder, 'touched')) || !existsSync(join(folder, 'data/PG_VERSION')),
    };
  }

  it.each<[string, Situation['dynamic']]>([
    ['a site that follows', FOLLOWS],
    ['a site whose keys were removed already', ''],
    ['a site whose keys were removed already, by an old patronictl', FAILS],
  ])('does its work at %s', async (_, dynamic) => {
    expect(await run({ ...SOUND, dynamic })).toMatchObject({ status: 0, touched: true });
  });

  it.each<[string, Partial<Situation>, string]>([
    ['on the live primary', { node: 'seoul/pg-seoul-2' }, 'this is no member of busan'],
    ['where this site is the primary by its etcd', { dynamic: LEADS }, 'busan is a primary site'],
    ['where etcd does not answer', { dynamic: undefined }, 'etcd of busan does not answer'],
    ['where no other site is the primary', { primaries: ['10.9.9.9'] }, 'may be the only copy'],
    [
      'where both sites have a primary',
      { primaries: ['10.1.0.11', '10.2.0.11'] },
      'busan has a primary itself',
    ],
  ])('touches nothing %s', async (_, situation, words) => {
    const result = await run({ ...SOUND, ...situation });
    expect(result).toMatchObject({ status: 1, touched: false });
    expect(result.output).toContain(words);
  });

  it.runIf(id.endsWith('.stop'))('touches nothing where PostgreSQL takes writes', async () => {
    const result = await run({ ...SOUND, running: 'in production' });
    expect(result).toMatchObject({ status: 1, touched: false });
    expect(result.output).toContain('PostgreSQL on this member takes writes');
    expect(await run({ ...SOUND, running: 'in archive recovery' })).toMatchObject({
      status: 0,
      touched: true,
    });
  });
});

it('reclone-….stop touches nothing where the files would start the site as a primary', async () => {
  machine.file('patroni.yml', await fileOf('seoul/pg-seoul-1/etc/patroni/patroni.yml', SAMPLE));
  machine.command('systemctl', 'echo touched');
  const result = machine.paste(blockOf(await runbookOf(SAMPLE), 'reclone-seoul.stop').text);
  expect(result).toEqual({
    status: 1,
    output: expect.stringContaining('Change the word primary: of the topology'),
  });
  expect(result.output).not.toContain('touched\n');
});

describe('lost-busan.drop-slot', () => {
  async function drop(does: string, node = 'seoul/pg-seoul-2', leader = 'pg-seoul-2', topology = SAMPLE) {
    machine.file('patroni.yml', await fileOf(`${node}/etc/patroni/patroni.yml`, topology));
    machine.file('patroni.env', 'PATRONI_SUPERUSER_PASSWORD=x\n');
    machine.command('psql', `case "$*" in *"SELECT active"*) ${does} ;; *) echo 0 ;; esac`);
    machine.command(
      'patronictl',
      `case "$*" in *" list "*) echo '[{"Member": "${leader}", "Role": "Standby Leader"}, {"Member": "x", "Role": "Replica"}]' ;; *) echo "$*" ;; esac`,
    );
    const lost = topology === SAMPLE ? 'busan' : 'jeju';
    return machine.paste(blockOf(await runbookOf(topology), `lost-${lost}.drop-slot`).text);
  }

  it('takes the slot of a site that does not stream', async () => {
    expect(await drop('echo f')).toMatchObject({
      status: 0,
      output: expect.stringContaining('--set slots.standby_cluster_busan=null'),
    });
  });

  it.each([
    ['that streams', 'echo t', undefined, 'busan is not lost'],
    ['on a node of another site', 'echo f', 'busan/pg-busan-1', 'this is no member of seoul'],
    ['on a member that does not lead', 'echo f', 'seoul/pg-seoul-1', 'pg-seoul-1 does not lead seoul'],
    ['where psql fails', 'echo no answer >&2; exit 1', undefined, 'no answer'],
  ])('touches nothing %s', async (_, does, node, words) => {
    const result = await drop(does, node);
    expect(result).toEqual({ status: 1, output: expect.stringContaining(words) });
    expect(result.output).not.toContain('--set');
  });

  it('of a cascade asks the one member that it streams from, whoever leads', async () => {
    const cascade = 'fixtures/three-sites/topology.yaml';
    const block = blockOf(await runbookOf(cascade), 'lost-jeju.drop-slot');
    expect(block.on).toEqual([expect.stringMatching(/^pg-busan-\d$/)]);
    const [source = ''] = block.on;
    const other = source === 'pg-busan-1' ? 'pg-busan-2' : 'pg-busan-1';
    expect(await drop('echo t', `busan/${source}`, other, cascade)).toMatchObject({ status: 1 });
    expect(await drop('echo f', `busan/${source}`, other, cascade)).toMatchObject({
      status: 0,
      output: expect.stringContaining('--set slots.'),
    });
    const elsewhere = await drop('echo f', `busan/${other}`, other, cascade);
    expect(elsewhere).toMatchObject({ status: 1 });
    expect(elsewhere.output).not.toContain('--set');
  });
});

/** The topology's own members, one of which may not lead any more. */
describe('apply.seoul.reload', () => {
  async function reload(role: string, tags: string) {
    const tagged = (text: string): string =>
      text.replace('name: pg-seoul-2,', `name: pg-seoul-2, tags: ${tags},`);
    machine.file('patroni.yml', await fileOf('seoul/pg-seoul-2/etc/patroni/patroni.yml', SAMPLE, tagged));
    machine.file('patroni.env', '');
    const other = role === 'Leader' ? 'Replica' : 'Leader';
    // With blanks, as Python writes it.
    const list = JSON.stringify([
      {
        Cluster: 'pg-seoul-cluster',
        Member: 'pg-seoul-1',
        Role: other,
        State: 'running',
        Tags: { nofailover: true },
      },
      { Cluster: 'pg-seoul-cluster', Member: 'pg-seoul-2', Role: role, State: 'running' },
    ]).replaceAll('":', '": ');
    machine.command('patronictl', `echo '${list}'`);
    machine.command('systemctl', 'echo "$*"');
    return machine.paste(blockOf(await runbookOf(SAMPLE, tagged), 'apply.seoul.reload').text);
  }

  it.each([
    ['Leader', '{ noloadbalance: true }'],
    ['Replica', '{ nofailover: true }'],
    ['Replica', '{ failover_priority: 0 }'],
  ])('reloads a %s with tags %s', async (role, tags) => {
    expect(await reload(role, tags)).toEqual({ status: 0, output: 'reload patroni\n' });
  });

  it.each([
    ['Leader', '{ nofailover: true }'],
    ['Standby Leader', '{ failover_priority: 0 }'],
  ])('has a %s with tags %s hand over first', async (role, tags) => {
    const result = await reload(role, tags);
    expect(result).toEqual({ status: 1, output: expect.stringContaining('Switch over first') });
    expect(result.output).not.toContain('reload patroni\n');
  });
});

/** The dynamic configuration is applied from the operator's machine: the nodes are stubs that keep it in a file. */
describe('dcs.yml', () => {
  const read = async (site: string, edit = (text: string) => text): Promise<string> =>
    fileOf(`${site}/dcs.yml`, SAMPLE, edit);
  const turned = (text: string): string => text.replace('primary: seoul', 'primary: busan');

  /** Runs the block that shows, or the one that applies, where etcd of each site holds what is given. */
  async function apply(
    live: Record<string, string>,
    edit?: (text: string) => string,
    at = 1,
    change = (code: string) => code,
  ) {
    for (const [site, text] of Object.entries(live)) {
      machine.file(`build/${site}/dcs.yml`, await read(site, edit));
      machine.file(`etcd/pg-${site}-1`, text);
    }
    machine.command('ssh', `export NODE="\${1#root@}"; shift; exec sh -c "$*"`);
    machine.command('su', 'exec sh -c "$4"');
    machine.file('patroni.env', '');
    machine.command(
      'patronictl',
      `case " $* " in
  *" show-config "*) cat ${machine.folder}/etcd/$NODE ;;
  *" --force --replace - "*) cat > ${machine.folder}/applied-$NODE ;;
  *" --replace - "*) cat > /dev/null; echo "shown $NODE" ;;
esac`,
    );
    const runbook = await runbookOf(SAMPLE);
    const section = runbook.slice(runbook.indexOf('**The dynamic configuration.**'));
    const code = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)][at]?.[1] ?? '';
    const result = machine.paste(`build=${machine.folder}/build\n${change(code)}`);
    return {
      ...result,
      applied: ['seoul', 'busan'].filter((site) => existsSync(join(machine.folder, `applied-pg-${site}-1`))),
    };
  }

  const inForce = async (): Promise<Record<string, string>> => ({
    seoul: stringify(parse(await read('seoul'))),
    busan: stringify(parse(await read('busan'))),
  });

  it('is shown first, and then applied where the roles are those in force', async () => {
    expect(await apply(await inForce(), undefined, 0)).toMatchObject({
      status: 0,
      applied: [],
      output: expect.stringContaining('shown pg-busan-1'),
    });
    expect(await apply(await inForce())).toMatchObject({ status: 0, applied: ['seoul', 'busan'] });
  });

  const away = (site: string) => (code: string) => code.replace("away=''", `away='${site}'`);
  const dead = (...nodes: readonly string[]): void =>
    machine.command(
      'cat',
      `case $1 in ${nodes.map((one) => `*etcd/${one}`).join('|')}) exit 1 ;; esac; exec /bin/cat "$@"`,
    );

  it('is applied by another member where the first of a site is dead', async () => {
    const live = await inForce();
    dead('pg-busan-1');
    machine.file('etcd/pg-busan-2', live.busan ?? '');
    expect(await apply(live)).toMatchObject({ status: 0, applied: ['seoul'] });
    expect(existsSync(join(machine.folder, 'applied-pg-busan-2'))).toBe(true);
  });

  it('is applied to the others where a site is said to be away, which the primary never is', async () => {
    const live = await inForce();
    dead('pg-busan-1', 'pg-busan-2', 'pg-busan-3');
    expect((await apply(live)).output).toContain("If the site is lost, say so: away='busan'");
    const result = await apply(live, undefined, 1, away('busan'));
    expect(result).toMatchObject({ status: 0, applied: ['seoul'] });
    expect(result.output).toContain('busan: away, nothing is applied there');
  });

  it('is applied nowhere where the primary site is said to be away', async () => {
    const result = await apply(await inForce(), undefined, 1, away('seoul'));
    expect(result).toMatchObject({ status: 1, applied: [] });
    expect(result.output).toContain('seoul is the primary site, and cannot be away');
  });

  it.each([0, 1])('that changes roles is applied nowhere', async (at) => {
    const live = await inForce();
    const result = await apply(live, turned, at);
    expect(result).toMatchObject({ status: 1, applied: [] });
    expect(result.output).toContain('seoul: the role in force is primary, that of dcs.yml standby');
    expect(result.output).toContain('busan: the role in force is standby, that of dcs.yml primary');
  });

  it('of before a promotion is applied nowhere', async () => {
    const seoul = await read('seoul', turned);
    const busan = await read('busan', turned);
    expect(await apply({ seoul, busan })).toMatchObject({ status: 1, applied: [] });
  });

  it.each([
    ['cannot be read', undefined, 'cannot read the configuration in force'],
    ['is not there', '', 'the role in force is none'],
  ])('is applied nowhere while the configuration of one site %s', async (_, text, words) => {
    const live = await inForce();
    if (text === undefined)
      machine.command('cat', 'case $1 in *etcd/pg-busan-1) exit 1 ;; esac; exec /bin/cat "$@"');
    const result = await apply({ ...live, busan: text ?? '' });
    expect(result).toMatchObject({ status: 1, applied: [] });
    expect(result.output).toContain(words);
  });
});
