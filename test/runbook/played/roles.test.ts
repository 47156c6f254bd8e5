import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';

let machine: Bench;
beforeEach(() => {
  machine = bench();
});
afterEach(() => machine.remove());

describe('after a change of role, on the machine of the operator', () => {
  beforeEach(() => {
    machine.command(
      'pgdr-compile',
      `echo "compile \${1#${machine.folder}/} $2 \${3#${machine.folder}/} $4"; exit 1`,
    );
    machine.command('rsync', 'echo "deploy $3"');
    for (const site of ['seoul', 'busan']) machine.file(`out/${site}/pg-${site}-1/file`, '');
  });

  /** The code of a section that the operator runs, behind the names that it needs. */
  async function paste(heading: string, topology: string, at = 0) {
    machine.file('estate.yaml', topology);
    const runbook = await runbookOf(SAMPLE);
    const definition = /^deploy\(\) \{\n[\s\S]*?^\}$/m.exec(runbook)?.[0];
    const section = runbook.slice(runbook.indexOf(heading));
    const code = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)][at]?.[1];
    expect(code).toBeDefined();
    const names = `topology=${machine.folder}/estate.yaml build=${machine.folder}/out\n${definition}\n`;
    const { output } = machine.paste(`${names}${code}\necho "status $?"\n`);
    return { output, topology: readFileSync(join(machine.folder, 'estate.yaml'), 'utf8') };
  }

  it.each([
    ['After any change of role', 'compile estate.yaml --out out --check\nstatus 0\n'],
    // What does not compile is not deployed.
    ['Failback of seoul, second choice', 'compile estate.yaml --out out \nstatus 1\n'],
  ])('%s: the one word is changed, and no other', async (heading, output) => {
    expect(await paste(heading, '# primary: x\nprimary: seoul # since 2024\nsites: []\n')).toEqual({
      output,
      topology: '# primary: x\nprimary: busan # since 2024\nsites: []\n',
    });
  });

  it('a topology whose word cannot be found is left alone, and nothing is compiled', async () => {
    const topology = '{"version": 1, "primary": "seoul"}\n';
    const result = await paste('After any change of role', topology);
    expect(result).toEqual({ output: expect.stringMatching(/^no line of .*\nstatus 1\n$/), topology });
  });

  it('the runbook turned round is written beside this one, and the topology stays', async () => {
    const result = await paste('**Both sites take writes.**', 'primary: seoul\n');
    expect(result).toEqual({
      output: 'compile estate.yaml.busan --out out.busan \nstatus 1\n',
      topology: 'primary: seoul\n',
    });
    expect(readFileSync(join(machine.folder, 'estate.yaml.busan'), 'utf8')).toBe('primary: busan\n');
  });
});

/** From when it has the lock of a site that leads, Patroni says yes to /primary, while PostgreSQL still applies WAL. */
describe('promote-….wait', () => {
  async function wait(answer: string) {
    machine.command(
      'curl',
      `for url; do :; done\ncase $url in *10.2.0.11*/primary) ${answer} ;; esac\nexit 22`,
    );
    machine.command('sleep', ':');
    machine.clock(60);
    return machine.paste(blockOf(await runbookOf(SAMPLE), 'promote-busan.wait').text);
  }
  const says = (state: string, role: string): string =>
    `echo '{"state": "${state}", "postmaster_start_time": "now", "role": "${role}", "xlog": {"paused": false}}'; exit 0`;

  // The word of Patroni before 4.0, and since.
  it.each(['master', 'primary'])('ends once PostgreSQL of a member takes writes: %s', async (role) => {
    expect(await wait(says('running', role))).toEqual({ status: 0, output: '' });
  });

  it.each([
    ['it still applies WAL', says('running', 'replica')],
    ['PostgreSQL does not answer', says('stopped', 'primary')],
    ['nobody answers', 'exit 22'],
  ])('waits while %s', async (_, answer) => {
    const { status, output } = await wait(answer);
    expect(status).toBe(1);
    expect(output).toContain('waited 120 s in vain for this: PostgreSQL of a member takes writes');
  });
});

/** From Patroni 4.1 on, another member may lead already while the PostgreSQL that took the writes is still sending. */
describe('swap-….demote', () => {
  const STREAMS = '{"role": "standby_leader", "xlog": {"received_location": 900, "replayed_location": 800}}';

  /**
   * @param was the state that the member tells of itself which led; undefined where none did
   * @param busan what its standby leader answers; null where none does
   */
  async function demote(was: string | undefined, busan: string | null = STREAMS, before = '') {
    machine.file('patroni.env', '');
    machine.file('patroni.yml', await fileOf('seoul/pg-seoul-3/etc/patroni/patroni.yml', SAMPLE));
    machine.command('patronictl', `: > ${machine.folder}/demoted`);
    machine.command(
      'curl',
      `for url; do :; done
case "$*" in *--output*) exec > /dev/null ;; esac
if [ -e ${machine.folder}/demoted ]; then
  case $url in
  *10.1.0.12*/standby-leader) exit 0 ;;
  *10.1.0.11*/patroni) echo '{"state": "${was}", "role": "replica"}'; exit 0 ;;
  esac
else
  case $url in *10.1.0.11*/primary) echo '{"role": "primary", "xlog": {"location": 100000000}}'; exit ${was === undefined ? 22 : 0} ;; esac
fi
case $url in *10.2.0.11*/standby-leader) echo '${busan ?? ''}'; exit ${busan === null ? 22 : 0} ;; esac
exit 22`,
    );
    machine.command('sleep', ':');
    machine.clock(60);
    return machine.paste(before + blockOf(await runbookOf(SAMPLE), 'swap-busan.demote').text);
  }

  const LACKS_MUCH = STREAMS;
  const NEAR = STREAMS.replace('900', '99990000');

  it.each([
    ['nobody leads there', null, 'no member of busan answers as its standby leader'],
    [
      'it is in maintenance mode',
      NEAR.replace('{"role"', '{"pause": true, "role"'),
      'busan is in maintenance mode',
    ],
    ['it is far behind', LACKS_MUCH, 'busan lacks 99999100 bytes'],
    ['it says no position', '{"role": "standby_leader", "xlog": {}}', 'busan lacks 100000000 bytes'],
  ])('leaves the primary alone while %s, and can be told to go on', async (_, busan, words) => {
    expect(await demote('running', busan)).toEqual({ status: 1, output: `nothing was changed: ${words}\n` });
    expect((await demote('running', busan, 'sure=swap-busan\n')).status).toBe(0);
  });

  it.each(['running', undefined])('ends once the one that was the leader runs again: %s', async (was) => {
    expect(await demote(was, NEAR)).toEqual({ status: 0, output: '' });
  });

  it('waits while the one that was the leader is stopping', async () => {
    const { status, output } = await demote('stopping', NEAR);
    expect(status).toBe(1);
    expect(output).toContain(
      'waited 300 s in vain for this: a member answers as standby leader, and the one that was',
    );
  });
});

/** Before Patroni 4.1 the primary is stopped by hand; the block says whether nothing is missing. */
describe('swap-….pause', () => {
  /** What the commands were asked to do, and what the block said. */
  async function pause(
    state: string,
    paused: boolean,
    received: number,
    { refuses = false, writes = false } = {},
  ) {
    const old = 'fixtures/patroni-3.0/topology.yaml';
    machine.file('patroni.env', '');
    machine.file('patroni.yml', await fileOf('seoul/pg-seoul-2/etc/patroni/patroni.yml', old));
    if (paused) machine.file('paused', '');
    machine.command(
      'patronictl',
      `case " $* " in
*" show-config "*) if [ -e ${machine.folder}/paused ]; then echo "pause: true"; else echo "ttl: 30"; fi ;;
*) echo "patronictl $3"; ${refuses ? ':' : `: > ${machine.folder}/paused`} ;;
esac`,
    );
    machine.command('pg_ctl', 'echo "pg_ctl $1"');
    machine.command(
      'pg_controldata',
      `printf 'Database cluster state:               ${state}\nLatest checkpoint location:           1/20\n'`,
    );
    machine.command(
      'curl',
      `for url; do :; done
case $url in */primary) exit ${writes ? 0 : 22} ;; */standby-leader) exit 22 ;; esac
echo '{"state": "running", "xlog": {"received_location": ${received}, "paused": false}}'`,
    );
    // The clock goes on by a minute with each look at it.
    machine.clock(60);
    const runbook = await runbookOf(old, (text) => `${text}  bin_dir: ${machine.folder}/bin\n`);
    return machine.paste(blockOf(runbook, 'swap-busan.pause').text);
  }

  const AT = 2 ** 32 + 0x20;

  it.each([
    ['in production', false, 'patronictl pause\npg_ctl stop\nbusan has everything\n'],
    ['in production', true, 'pg_ctl stop\nbusan has everything\n'],
    ['shutting down', true, 'pg_ctl stop\nbusan has everything\n'],
    ['shut down', true, 'PostgreSQL is stopped already\nbusan has everything\n'],
  ])('may be run again: %s, paused %s', async (state, paused, output) => {
    expect(await pause(state, paused, AT + 1)).toEqual({ status: 0, output });
  });

  it('says when the last of the WAL is missing', async () => {
    const { status, output } = await pause('in production', false, AT);
    expect(status).toBe(1);
    expect(output).toContain(
      'waited 60 s in vain for this: nobody takes writes, and the last of the WAL is received',
    );
    expect(output).not.toContain('has everything');
  });

  it('stops nothing where the site was not paused, which patronictl does not say by its status', async () => {
    expect(await pause('in production', false, AT + 1, { refuses: true })).toEqual({
      status: 1,
      output: 'patronictl pause\nnothing was stopped: seoul is not paused, see what patronictl said\n',
    });
  });

  it('is not content while another member takes writes', async () => {
    const { status, output } = await pause('shut down', true, AT + 1, { writes: true });
    expect(status).toBe(1);
    expect(output).not.toContain('has everything');
  });

  it.each(['in archive recovery', 'shut down in recovery'])(
    'stops nobody but a primary: %s',
    async (state) => {
      expect(await pause(state, true, AT + 1)).toEqual({
        status: 1,
        output: `this member was not the primary: ${state}\n`,
      });
    },
  );
});

/** Before Patroni 4.1 a demotion is an immediate stop: only a site that is paused and takes no writes may be demoted. */
describe('swap-….demote before 4.1', () => {
  async function demote(dynamic: string, { writes = false, node = 'seoul/pg-seoul-2' } = {}) {
    const old = 'fixtures/patroni-3.0/topology.yaml';
    machine.file('patroni.yml', await fileOf(`${node}/etc/patroni/patroni.yml`, old));
    machine.file('patroni.env', '');
    machine.file('dynamic.yml', dynamic);
    machine.command(
      'patronictl',
      `case " $* " in *" show-config "*) cat ${machine.folder}/dynamic.yml ;; *) echo demoted ;; esac`,
    );
    machine.command('curl', `exit ${writes ? 0 : 22}`);
    machine.command('sleep', ':');
    machine.clock(60);
    return machine.paste(blockOf(await runbookOf(old), 'swap-busan.demote').text);
  }

  it('demotes a site that is paused', async () => {
    expect(await demote('pause: true\nttl: 30\n')).toEqual({ status: 0, output: 'demoted\n' });
  });

  it.each([
    ['is not paused', 'ttl: 30\n', {}, 'seoul is not paused. Take swap-busan.pause first'],
    [
      'takes writes',
      'pause: true\n',
      { writes: true },
      'waited 60 s in vain for this: nobody takes writes there',
    ],
    ['is another one', 'pause: true\n', { node: 'busan/pg-busan-1' }, 'this is no member of seoul'],
  ])('refuses one that %s', async (_, dynamic, situation, words) => {
    const { status, output } = await demote(dynamic, situation);
    expect(status).toBe(1);
    expect(output).toContain(words);
    expect(output).not.toContain('demoted');
  });

  it('may be run again', async () => {
    const { status, output } = await demote('standby_cluster:\n  host: 10.2.0.10\nttl: 30\n');
    expect({ status, output }).toEqual({ status: 0, output: 'seoul is a standby site already\n' });
  });
});

/** Debian's unit ends Patroni alone (KillMode=process): one that was just starting PostgreSQL leaves it running. */
describe('fence-seoul.stop', () => {
  async function stop(running: boolean, node = 'seoul/pg-seoul-1') {
    machine.file('patroni.yml', await fileOf(`${node}/etc/patroni/patroni.yml`, SAMPLE));
    machine.command('systemctl', 'echo "systemctl $*"');
    machine.command('runuser', 'echo "as $2"; shift 3; exec "$@"');
    machine.command(
      'pg_ctl',
      `case $1 in status) [ -e ${machine.folder}/running ] ;; stop) rm ${machine.folder}/running; echo stopped ;; esac`,
    );
    if (running) machine.file('running', '');
    const runbook = await runbookOf(SAMPLE, (text) => `${text}  bin_dir: ${machine.folder}/bin\n`);
    return machine.paste(blockOf(runbook, 'fence-seoul.stop').text);
  }

  it('ends a PostgreSQL that Patroni has left', async () => {
    expect(await stop(true)).toEqual({
      status: 0,
      output: 'systemctl disable --now patroni\nas postgres\nstopped\n',
    });
  });

  it('stops nothing on a node of another site', async () => {
    expect(await stop(true, 'busan/pg-busan-1')).toEqual({
      status: 1,
      output: expect.stringContaining('this is no member of seoul'),
    });
  });

  it('is content where none runs', async () => {
    expect(await stop(false)).toEqual({ status: 0, output: 'systemctl disable --now patroni\n' });
  });
});
