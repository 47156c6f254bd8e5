import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const OLD = 'fixtures/patroni-3.0/topology.yaml';

let machine: Bench;
beforeEach(() => {
  machine = bench();
  machine.file('patroni.env', 'PATRONI_SUPERUSER_PASSWORD=secret');
  machine.command('sleep', '');
  // The clock goes on by half a minute with each look at it.
  machine.clock(30);
});
afterEach(() => machine.remove());

interface Listed {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

describe('the wait for the members of a site', () => {
  /** The block, while `patronictl list` shows these members. */
  async function wait(id: string, listed: readonly Listed[], file = SAMPLE) {
    const list = listed.map(({ name, role, state }) => ({
      Cluster: 'c',
      Member: name,
      Host: '10.0.0.1',
      Role: role,
      State: state,
      TL: 1,
      Tags: { nofailover: true },
    }));
    // As Python writes it, which Patroni is made of.
    machine.file('list', JSON.stringify(list).replaceAll('":', '": '));
    machine.command(
      'patronictl',
      `echo 'Failed to get list of machines' >&2; case $* in *json*) cat ${machine.folder}/list ;; *) echo the table ;; esac`,
    );
    return machine.paste(blockOf(await runbookOf(file), id).text);
  }
  const busan = (...states: readonly string[]): Listed[] =>
    states.map((state, at) => ({
      name: `pg-busan-${3 - at}`,
      role: at === 0 ? 'Standby Leader' : 'Replica',
      state,
    }));

  it('ends when all stream, and shows none of what patronictl complains of while it waits', async () => {
    const result = await wait('bring-up.busan.members', busan('streaming', 'streaming', 'streaming'));
    expect(result).toEqual({ status: 0, output: 'the table\nFailed to get list of machines\n' });
  });

  it.each([
    ['bring-up.busan.members', busan('streaming', 'streaming')],
    [
      'rewind-seoul.wait',
      busan('streaming', 'streaming').map((one) => ({ ...one, name: one.name.replace('busan', 'seoul') })),
    ],
  ])('goes on without a machine that stays away, the first one: %s', async (id, listed) => {
    const { status, output } = await wait(id, listed);
    expect(output).toMatch(/stays away, and the others go on without it: pg-(seoul|busan)-1\nthe table/);
    expect(status).toBe(0);
  });

  it.each([
    ['the standby leader has lost its upstream', busan('running', 'streaming', 'streaming')],
    ['a replica does not stream', busan('streaming', 'running', 'streaming')],
    ['a member is being copied, and another is away', busan('streaming', 'creating replica')],
    ['there is no leader', busan('streaming', 'streaming', 'streaming').slice(1)],
    ['nobody answers', []],
  ])('goes on waiting while %s', async (_, listed) => {
    const { status, output } = await wait('rewind-seoul.wait', listed.map(atSeoul));
    expect(output).toContain('waited 600 s in vain for this: a leader, and all its members stream');
    expect(output).not.toContain('stays away');
    expect(status).toBe(1);
  });

  it('before Patroni 3.0.4 takes what runs, which is all that it shows', async () => {
    const all = busan('running', 'running', 'running');
    expect(await wait('bring-up.busan.members', all, OLD)).toMatchObject({ status: 0 });
  });

  it('does not take a primary site for well whose leader is none', async () => {
    const { status } = await wait('restart-seoul.resume', busan('streaming', 'streaming').map(atSeoul));
    expect(status).toBe(1);
  });
});

const atSeoul = (one: Listed): Listed => ({ ...one, name: one.name.replace('busan', 'seoul') });

describe('bring-up.….stream', () => {
  const stream = async (status: string) => {
    machine.command('psql', `echo '${status}'`);
    return machine.paste(blockOf(await runbookOf(OLD), 'bring-up.busan.stream').text);
  };

  it('asks the WAL receiver itself', async () => {
    expect(await stream('streaming')).toMatchObject({ status: 0 });
  });

  it.each(['', 'waiting'])('refuses a standby leader whose receiver says "%s"', async (status) => {
    const result = await stream(status);
    expect(result).toMatchObject({ status: 1 });
    expect(result.output).toContain('waited 180 s in vain for this: the standby leader streams');
  });

  it('is not for the primary site', async () => {
    const runbook = await runbookOf(SAMPLE);
    expect(() => blockOf(runbook, 'bring-up.seoul.stream')).toThrow('no block');
  });
});

describe('the etcd ring', () => {
  const CONFIG = `advertise-client-urls: https://10.1.0.12:2379
initial-cluster: etcd-seoul-1=https://10.1.0.10:2380,etcd-seoul-2=https://10.1.0.11:2380,etcd-seoul-3=https://10.1.0.12:2380
initial-cluster-state: new
initial-cluster-token: pg-seoul-etcd-v1
client-transport-security:
  cert-file: /own/cert.pem
  key-file: /own/key.pem
  trusted-ca-file: /own/ca.pem
peer-transport-security:
  cert-file: /own/cert.pem
`;
  const LIST = [1, 2, 3]
    .map(
      (n) =>
        `a${n}, started, etcd-seoul-${n}, https://10.1.0.${9 + n}:2380, https://10.1.0.${9 + n}:2379, false`,
    )
    .join('\n');

  /** A block on the third node, whose own files it must use, while these clients do not answer. */
  async function run(id: string, dead: readonly string[], edit = (text: string) => text) {
    machine.file('etcd.yml', CONFIG);
    machine.file('list', `${LIST}\n`);
    machine.command('systemctl', 'echo "systemctl $*"');
    // This node answers as soon as it is a ring of its own.
    const silent =
      dead.length > 0
        ? `case $endpoint:$* in *10.1.0.12*health) [ ! -e ${machine.folder}/alone ] || exit 0 ;; esac; case $endpoint:$* in ${dead.map((ip) => `*${ip}*health`).join('|')}) exit 1 ;; esac`
        : '';
    machine.command(
      'etcdctl',
      `[ "$ETCDCTL_CACERT $ETCDCTL_CERT $ETCDCTL_KEY" = '/own/ca.pem /own/cert.pem /own/key.pem' ] || exit 9
shift 3; endpoint=$1; shift
${silent}
case $* in
'member list') cat ${machine.folder}/list ;;
'endpoint health') ;;
'get --print-value-only'*) ;;
'member add '*) echo "$endpoint: $*"; echo 'ETCD_INITIAL_CLUSTER="etcd-seoul-1=https://10.1.0.10:2380,etcd-seoul-3=https://10.1.0.12:2380"' ;;
*) echo "$endpoint: $*" ;;
esac`,
    );
    const { text } = blockOf(await runbookOf(SAMPLE), id);
    return machine.paste(edit(text).replaceAll('/etc/etcd/etcd.conf.yml', `${machine.folder}/etcd.yml`));
  }

  it('is well', async () => {
    expect(await run('bring-up.seoul.quorum', [])).toEqual({ status: 0, output: `${LIST}\n` });
  });

  it('goes on without a machine that stays away, the first one', async () => {
    const { status, output } = await run('bring-up.seoul.quorum', ['10.1.0.10']);
    expect(output).toBe(`stays away, and the others go on without it: etcd-seoul-1\n${LIST}\n`);
    expect(status).toBe(0);
  });

  it('is not taken for well by a node that has no majority behind it', async () => {
    const { status, output } = await run('bring-up.seoul.quorum', ['10.1.0.12']);
    expect(output).toContain('waited 120 s in vain for this: more than half of the ring answers');
    expect(status).toBe(1);
  });

  it('forgets how far a lost site was, from any of its nodes', async () => {
    expect(await run('fence-seoul.forget', ['10.1.0.10'])).toEqual({
      status: 0,
      output:
        'https://10.1.0.12:2379: del /db/pg-seoul-cluster/status\nhttps://10.1.0.12:2379: del /db/pg-seoul-cluster/optime/leader\n',
    });
  });

  it('has the member replaced that does not answer', async () => {
    const { status, output } = await run('replace-seoul.ring', ['10.1.0.10']);
    expect(output).toContain('member remove a1\n');
    expect(output).toContain('member add etcd-seoul-1 --peer-urls https://10.1.0.10:2380\n');
    // As etcdctl says it: who does not answer is not asked for the members once more.
    expect(output).toMatch(/\ninitial-cluster: etcd-seoul-1=\S+,etcd-seoul-3=\S+\n$/);
    expect(status).toBe(0);
  });

  it('of several that do not answer, has the named one replaced, and none where none is named', async () => {
    const dead = ['10.1.0.10', '10.1.0.11'];
    const unnamed = await run('replace-seoul.ring', dead);
    expect(unnamed.status).toBe(1);
    expect(unnamed.output).toContain('these do not answer: etcd-seoul-1 etcd-seoul-2\n');
    expect(unnamed.output).not.toContain('member remove');
    const named = await run('replace-seoul.ring', dead, (text) =>
      text.replace("replaced=''", 'replaced=etcd-seoul-2'),
    );
    expect(named.output).toContain('member remove a2\n');
    expect(named.output).not.toContain('member remove a1\n');
  });

  describe('of which too few are left', () => {
    const EVERYBODY = ['10.1.0.10', '10.1.0.11', '10.1.0.12'];
    const file = () => readFileSync(`${machine.folder}/etcd.yml`, 'utf8');
    const mark = () => `${machine.folder}/etcd.yml.alone`;

    /** The block, where etcd is in this state, and a start does this; then nobody but this node answers. */
    async function alone(dead: readonly string[], state: string, start = ':') {
      return run('replace-seoul.alone', dead, (text) => {
        machine.command(
          'systemctl',
          `case $* in 'is-active etcd') echo ${state}; [ ${state} = active ] || exit 3 ;; 'start etcd') echo "started with $(grep force ${machine.folder}/etcd.yml)"; : > ${machine.folder}/alone; ${start} ;; *) echo "systemctl $*" ;; esac`,
        );
        return text;
      });
    }

    it('is made anew of one node, and the order to do so is taken back', async () => {
      const { status, output } = await alone(EVERYBODY, 'active');
      expect(output).toContain('systemctl stop etcd\nstarted with force-new-cluster: true\n');
      expect(status).toBe(0);
      expect(file()).toBe(CONFIG);
      expect(existsSync(mark())).toBe(false);
    });

    it.each([
      ['this node has a majority behind it', [], 'active', 'the ring has a majority: nothing was changed'],
      [
        'the others are well',
        ['10.1.0.12'],
        'active',
        'the ring has a majority, for https://10.1.0.10:2379 is well: nothing was changed',
      ],
      [
        'one of the others is well',
        ['10.1.0.10', '10.1.0.12'],
        'activating',
        'the ring has a majority, for https://10.1.0.11:2379 is well: nothing was changed',
      ],
      ['etcd was not even tried here', EVERYBODY, 'inactive', 'etcd does not run here'],
      ['etcd has failed here', EVERYBODY, 'failed', 'etcd does not run here'],
    ])('stays as it is where %s', async (_, dead, state, words) => {
      const { status, output } = await alone(dead, state);
      expect(output).toContain(words);
      expect(output).not.toContain('systemctl');
      expect(status).toBe(1);
      expect(file()).toBe(CONFIG);
    });

    it('asks the others once more before it takes them for dead', async () => {
      // The wait between the two questions is what heals the first of them.
      machine.command('sleep', `sed -i 's/10.1.0.10/10.9.9.9/' ${machine.folder}/bin/etcdctl`);
      const { status, output } = await alone(EVERYBODY, 'active');
      expect(output).toContain('for https://10.1.0.10:2379 is well: nothing was changed');
      expect(status).toBe(1);
    });

    it('takes the order back when the terminal goes away, and goes on when it is run again', async () => {
      const { status } = await alone(EVERYBODY, 'active', 'kill -s HUP $PPID; sleep 1; exit 1');
      expect(status).not.toBe(0);
      expect(file()).toBe(CONFIG);
      expect(existsSync(mark())).toBe(true);
      rmSync(`${machine.folder}/alone`);
      expect(await alone(EVERYBODY, 'inactive')).toMatchObject({ status: 0 });
      expect(file()).toBe(CONFIG);
    });
  });
});
