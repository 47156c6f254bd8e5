import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/minimal/topology.yaml';

let machine: Bench;
beforeEach(() => {
  machine = bench();
  // Nothing that waits does so here: a step of the clock is longer than any wait.
  machine.clock(400);
  machine.command('sleep', ':');
});
afterEach(() => machine.remove());

/** Runs a block on a node whose etcd and Patroni have the compiled files. */
async function on(node: string, id: string, topology = SAMPLE) {
  machine.file('etcd.yml', await fileOf(`${node}/etc/etcd/etcd.conf.yml`, topology));
  const { text } = blockOf(await runbookOf(topology), id);
  return machine.paste(text.replaceAll('/etc/etcd/etcd.conf.yml', `${machine.folder}/etcd.yml`));
}

describe('fence-seoul.forget', () => {
  const etcd = (holder: string): void =>
    machine.command('etcdctl', `case "$*" in *" get "*) ${holder} ;; *) echo "$*" ;; esac`);

  it('forgets the position once nobody has the lock', async () => {
    etcd(':');
    const { status, output } = await on('seoul/pg-seoul-2', 'fence-seoul.forget');
    expect(status).toBe(0);
    expect(output).toMatch(/ del \/\S+\/status\n.* del \/\S+\/optime\/leader\n/);
  });

  it.each([
    ['somebody has the lock', 'seoul/pg-seoul-2', 'echo pg-seoul-1', 'nobody has the lock of the leader'],
    ['etcd does not answer', 'seoul/pg-seoul-2', 'exit 1', 'nobody has the lock of the leader'],
    ['it is a node of another site', 'busan/pg-busan-2', ':', 'this is no node of the etcd ring of seoul'],
  ])('touches nothing where %s', async (_, node, holder, words) => {
    etcd(holder);
    const { status, output } = await on(node, 'fence-seoul.forget');
    expect(status).toBe(1);
    expect(output).toContain(words);
    expect(output).toContain('nothing was changed');
    expect(output).not.toContain(' del ');
  });
});

describe('replace-seoul.ring', () => {
  /** A ring of which one node answers from its n-th question on. */
  async function replace(node: string, from: number) {
    const list = [1, 2, 3]
      .map((n) => `a${n}, started, m${n}, https://10.1.0.${9 + n}:2380, https://10.1.0.${9 + n}:2379, false`)
      .join('\n');
    machine.file('list', `${list}\n`);
    machine.command(
      'etcdctl',
      `case "$*" in
*"member list") cat ${machine.folder}/list ;;
*10.1.0.12*health) echo x >> ${machine.folder}/asked; [ "$(wc -l < ${machine.folder}/asked)" -ge ${from} ] ;;
*health) ;;
*"member add"*) echo 'ETCD_INITIAL_CLUSTER="m1=https://10.1.0.10:2380"' ;;
*) echo "$*" ;;
esac`,
    );
    return on(node, 'replace-seoul.ring');
  }

  it('takes out the node that does not answer', async () => {
    const { status, output } = await replace('seoul/pg-seoul-1', 99);
    expect(status).toBe(0);
    expect(output).toContain(' member remove a3\n');
  });

  it.each([
    ['the node answers when it is asked once more', 'seoul/pg-seoul-1', 2, 'these do not answer: none'],
    ['it is a node of another site', 'busan/pg-busan-1', 99, 'this is no node of the etcd ring of seoul'],
  ])('takes out nobody where %s', async (_, node, from, words) => {
    const { status, output } = await replace(node, from);
    expect(status).toBe(1);
    expect(output).toContain(words);
    expect(output).not.toContain('member remove');
  });
});

describe('the cluster that Debian makes', () => {
  async function drop(psql: string, active = false) {
    machine.command('systemctl', active ? ':' : 'exit 3');
    machine.command('runuser', 'shift 3; exec "$@"');
    machine.command('psql', psql);
    machine.command('pg_dropcluster', 'echo "dropped $*"');
    const blocks = (await runbookOf(SAMPLE)).split('```sh\n').slice(1);
    const text = blocks.find((one) => one.includes('pg_dropcluster'))?.split('```')[0] ?? '';
    return machine.paste(text);
  }

  it('is removed where nobody made anything in it', async () => {
    expect(await drop("echo 'f|0|0|0'")).toEqual({
      status: 0,
      output: expect.stringMatching(/^dropped --stop \d+ main\n$/),
    });
  });

  it.each<[string, string, boolean, string]>([
    ['somebody made a database', "echo 'f|1|0|0'", false, 'nothing was removed'],
    ['it follows another', "echo 't|0|0|0'", false, 'nothing was removed'],
    ['it does not run', 'exit 2', false, 'does not answer'],
    ['Patroni runs', "echo 'f|0|0|0'", true, 'Patroni runs here'],
  ])('stays where %s', async (_, psql, active, words) => {
    const { status, output } = await drop(psql, active);
    expect(status).toBe(1);
    expect(output).toContain(words);
    expect(output).not.toContain('dropped');
  });
});

describe('a site that follows a standby site', () => {
  /** Whoever answers as primary, or as leader of its site, by address. */
  async function stop(primary: string, leader: string) {
    const topology = 'fixtures/endpoint/topology.yaml';
    const edit = (text: string): string =>
      text.replace(
        'postgresql:\n',
        `postgresql:\n  bin_dir: ${machine.folder}/bin\n  data_dir: ${machine.folder}/data\n`,
      );
    machine.file('patroni.yml', await fileOf('jeju/pg-jeju-1/etc/patroni/patroni.yml', topology, edit));
    machine.file('patroni.env', '');
    machine.file('data/PG_VERSION', '18');
    machine.command(
      'curl',
      `for url; do :; done\ncase $url in *${primary}:*/primary) printf 200; exit 0 ;; *${leader}:*/leader) exit 0 ;; esac\nprintf 503; exit 22`,
    );
    machine.command('psql', 'echo "Connection refused" >&2; exit 2');
    machine.command('patronictl', "printf 'standby_cluster:\\n  host: pg.busan.example.com\\n'");
    machine.command('systemctl', 'echo "systemctl $*"');
    machine.command('runuser', 'shift 3; exec "$@"');
    machine.command('pg_ctl', 'exit 3');
    machine.command('pg_controldata', 'exit 1');
    return machine.paste(blockOf(await runbookOf(topology, edit), 'reclone-jeju.stop').text);
  }

  it('is stopped to be copied anew while the site that it follows has a leader', async () => {
    const { status, output } = await stop('10.1.0.10', '10.2.0.11');
    expect(output).toContain('systemctl disable --now patroni');
    expect(status).toBe(0);
  });

  it('keeps what it has while that site has none, though another one is the primary', async () => {
    const { status, output } = await stop('10.1.0.10', '10.9.9.9');
    expect(status).toBe(1);
    expect(output).toContain('no member of busan answers as its leader');
    expect(output).not.toContain('systemctl');
  });
});

describe('verify.busan.endpoint', () => {
  async function verify(through: string, leader = '10.2.0.11') {
    machine.file('patroni.env', "PATRONI_REWIND_PASSWORD='x'\n");
    machine.command('timeout', 'shift; exec "$@"');
    machine.command('curl', `for url; do :; done\ncase $url in *${leader}:*/leader) ;; *) exit 22 ;; esac`);
    machine.command(
      'psql',
      `case "$*" in *"host=pg.busan.example.com port=5002 "*) echo ${through} ;; *host=10.2.0.11*) echo 17.5 ;; *) echo 99 ;; esac`,
    );
    return machine.paste(
      blockOf(await runbookOf('fixtures/endpoint/topology.yaml'), 'verify.busan.endpoint').text,
    );
  }

  it('compares the server behind it with the leader, by the pool that a standby site opens', async () => {
    expect(await verify('17.5')).toEqual({
      status: 0,
      output: 'the endpoint leads to the leader of busan\n',
    });
    expect(await verify('18.5')).toMatchObject({ status: 1 });
    expect((await verify('17.5', '10.9.9.9')).output).toContain('no member of busan answers as its leader');
  });
});
