import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../lab/runbook.ts';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';

let machine: Bench;
beforeEach(() => {
  machine = bench();
  // Nothing that waits does so here: a step of the clock is longer than any wait.
  machine.clock(400);
  machine.command('sleep', ':');
  machine.file('patroni.env', "PATRONI_RESTAPI_PASSWORD='x'\n");
});
afterEach(() => machine.remove());

describe('restart-….', () => {
  interface Site {
    readonly isPaused: boolean;
    /** Whether Patroni takes the password of patroni.env: the one that it had when it started. */
    readonly obeys?: boolean;
    readonly hasEtcd?: boolean;
    readonly node?: string;
  }

  /** A block at a site; patronictl ends well when nobody obeyed it, as the real one does. */
  async function play(
    block: string,
    { isPaused, obeys = true, hasEtcd = true, node = 'seoul/pg-seoul-2' }: Site,
  ) {
    machine.file('patroni.yml', await fileOf(`${node}/etc/patroni/patroni.yml`, SAMPLE));
    machine.file('dcs', `${isPaused ? 'pause: true\n' : ''}ttl: 30\n`);
    const to = (word: string) =>
      obeys ? `printf '${word}' > ${machine.folder}/dcs` : 'echo "Failed: 401 no auth"';
    const members = [1, 2, 3]
      .map(
        (n) =>
          `{"Member": "pg-seoul-${n}", "Role": "${n === 1 ? 'Leader' : 'Replica'}", "State": "${n === 1 ? 'running' : 'streaming'}"}`,
      )
      .join(', ');
    machine.command(
      'patronictl',
      `case " $* " in
*" show-config "*) ${hasEtcd ? `cat ${machine.folder}/dcs` : 'exit 1'} ;;
*" pause "*) echo ordered; if grep -q pause ${machine.folder}/dcs; then echo "Cluster is already paused"; exit 1; fi; ${to('pause: true\\nttl: 30\\n')} ;;
*" resume "*) echo ordered; ${to('ttl: 30\\n')} ;;
*json*) echo '[${members}]' ;;
esac`,
    );
    machine.command('systemctl', 'echo "systemctl $*"');
    return machine.paste(blockOf(await runbookOf(SAMPLE), `restart-seoul.${block}`).text);
  }
  const configuration = () => readFileSync(join(machine.folder, 'dcs'), 'utf8');

  it('pauses, and looks whether it is', async () => {
    expect(await play('pause', { isPaused: false })).toEqual({
      status: 0,
      output: 'ordered\nseoul is paused\n',
    });
  });

  it('gives no order where the site is paused already', async () => {
    expect(await play('pause', { isPaused: true })).toEqual({ status: 0, output: 'seoul is paused\n' });
  });

  it('says that it did not pause where Patroni has another password', async () => {
    const { status, output } = await play('pause', { isPaused: false, obeys: false });
    expect(output).toContain('seoul is not paused. Change no password, and restart nothing\n');
    expect(status).toBe(1);
  });

  it('restarts Patroni of a paused site', async () => {
    expect(await play('patroni', { isPaused: true })).toEqual({
      status: 0,
      output: 'systemctl restart patroni\n',
    });
  });

  it.each<[string, Site, string]>([
    ['that is not paused', { isPaused: false }, 'nothing was restarted: seoul is not paused'],
    ['whose etcd is silent', { isPaused: true, hasEtcd: false }, 'whether it is paused is not known'],
    ['from a node of another', { isPaused: true, node: 'busan/pg-busan-1' }, 'this is no member of seoul'],
  ])('restarts nothing at a site %s', async (_, site, words) => {
    const { status, output } = await play('patroni', site);
    expect(output).toContain(words);
    expect(output).not.toContain('systemctl');
    expect(status).toBe(1);
  });

  it('ends the pause, and does nothing where there is none', async () => {
    expect(await play('resume', { isPaused: true })).toMatchObject({ status: 0, output: 'ordered\n' });
    expect(configuration()).not.toContain('pause');
    expect(await play('resume', { isPaused: false })).toMatchObject({ status: 0, output: '' });
  });

  it('says that the pause goes on where a member has still the old password', async () => {
    const { status, output } = await play('resume', { isPaused: true, obeys: false });
    expect(output).toContain('seoul is still paused: restart Patroni on every member');
    expect(status).toBe(1);
  });

  it('comes in this order: every pause, the passwords, every restart, every resume', async () => {
    const runbook = await runbookOf(SAMPLE);
    const ids = parseRunbook(runbook).map(({ id }) => id);
    const sites = ['seoul', 'busan'].concat(ids.includes('restart-jeju.pause') ? ['jeju'] : []);
    const found = ids.filter((id) => id.startsWith('restart-'));
    expect(found.map((id) => id.split('.')[1])).toEqual(
      ['pause', 'patroni', 'resume'].flatMap((word) => sites.map(() => word)),
    );
    const places = ['id=restart-busan.pause', '`\\password ROLE`', 'id=restart-seoul.patroni'].map((text) =>
      runbook.lastIndexOf(text),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});

describe('overrule-seoul.start', () => {
  interface Situation {
    readonly active?: boolean;
    /** The address of a member that answers as leader. */
    readonly leader?: string;
    readonly hasEtcd?: boolean;
    readonly node?: string;
    /** What a start of Patroni does beside. */
    readonly start?: string;
  }

  async function overrule({
    active = false,
    leader = 'nobody',
    hasEtcd = true,
    node,
    start = ':',
  }: Situation) {
    const { folder } = machine;
    machine.file(
      'patroni.yml',
      await fileOf(`${node ?? 'seoul/pg-seoul-2'}/etc/patroni/patroni.yml`, SAMPLE),
    );
    machine.file('state', active ? 'active' : '');
    machine.command('curl', `for url; do :; done\ncase $url in *${leader}*/leader) exit 0 ;; esac; exit 22`);
    machine.command('patronictl', hasEtcd ? ':' : 'exit 1');
    machine.command(
      'systemctl',
      `case $* in 'is-active --quiet patroni') grep -q active ${folder}/state; exit ;; esac
echo "systemctl $*"
case $* in 'start patroni') ls ${folder}/override; echo active > ${folder}/state; ${start} ;; esac`,
    );
    const { text } = blockOf(await runbookOf(SAMPLE), 'overrule-seoul.start');
    const override = /^touch (\S+)$/m.exec(text)?.[1] ?? '';
    expect(override).not.toBe('');
    const result = machine.paste(text.replaceAll(override, `${folder}/override`));
    expect(existsSync(join(folder, 'override'))).toBe(false);
    return result;
  }

  it('starts Patroni in spite of the guard, once', async () => {
    const { status, output } = await overrule({});
    expect(output).toBe(
      `systemctl enable patroni\nsystemctl stop patroni\nsystemctl start patroni\n${machine.folder}/override\n`,
    );
    expect(status).toBe(0);
  });

  it('takes the override away when the terminal goes away', async () => {
    expect((await overrule({ start: 'kill -s HUP $PPID; exit 1' })).status).not.toBe(0);
  });

  it('stops nothing where Patroni runs, the leader above all', async () => {
    const { status, output } = await overrule({ active: true, leader: '10.1.0.11' });
    expect(output).toBe('nothing was stopped: the guard has let Patroni start on this member already\n');
    expect(status).toBe(0);
  });

  it('starts Patroni by the guard where a member of the site leads already', async () => {
    const { status, output } = await overrule({ leader: '10.1.0.10' });
    expect(output).toContain('nothing was overruled: https://10.1.0.10:8008 leads seoul');
    expect(output).toMatch(/\nsystemctl enable --now patroni\n$/);
    expect(status).toBe(0);
  });

  it.each<[string, Situation, string]>([
    ['etcd is silent', { hasEtcd: false }, 'etcd of seoul does not answer patronictl'],
    ['it is a node of another site', { node: 'busan/pg-busan-1' }, 'this is no member of seoul'],
  ])('touches nothing where %s', async (_, situation, words) => {
    const { status, output } = await overrule(situation);
    expect(output).toContain(words);
    expect(output).not.toContain('systemctl');
    expect(status).toBe(1);
  });
});

describe('the round of another CA', () => {
  /** The block of the operator's machine, where one node cannot be reached, or cannot restart its etcd. */
  async function round(unreachable: string, broken = 'nobody') {
    machine.command(
      'ssh',
      `if [ "$1" = -n ]; then shift; else cat > /dev/null; fi
case $1 in *${unreachable}) exit 255 ;; esac
echo "$*"
case $* in *"${broken} systemctl restart etcd") exit 1 ;; esac`,
    );
    const [, after = ''] = (await runbookOf(SAMPLE)).split('**Another CA**');
    const code = /^```sh\n([\s\S]*?)^```$/m.exec(after)?.[1] ?? '';
    return machine.paste(`block() { echo "$1"; }\n${code}`);
  }

  it('goes on past a machine that cannot be reached, and names it at the end', async () => {
    const { status, output } = await round('pg-seoul-2');
    expect(output).toContain('root@pg-seoul-3 systemctl restart etcd\nroot@pg-seoul-3 sh\n');
    expect(output).toContain('root@pg-busan-1 systemctl restart etcd\n');
    expect(output).toMatch(/\nnot restarted or reloaded on: pg-seoul-2\n$/);
    expect(status).toBe(1);
  });

  it('stops where etcd does not come back, and leaves the others of the ring alone', async () => {
    const { status, output } = await round('nobody', 'pg-seoul-1');
    expect(output).toBe('root@pg-seoul-1 true\nroot@pg-seoul-1 systemctl restart etcd\n');
    expect(status).toBe(1);
  });
});
