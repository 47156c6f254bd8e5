import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/minimal/topology.yaml';

let machine: Bench;
let here: (path: string) => string;
beforeEach(() => {
  machine = bench();
  here = (path) => join(machine.folder, path);
});
afterEach(() => machine.remove());

describe('the passwords of section 1', () => {
  beforeEach(() => {
    mkdirSync(here('certificates'));
    machine.command('chown', 'echo "chown $*"');
    machine.command('ssh', `mkdir -p ${here('nodes')}/$1; cd ${here('nodes')}/$1; sh -c "$2"`);
  });

  /** The block, each node's files in a folder of its own. */
  async function code(): Promise<string> {
    const runbook = await runbookOf(SAMPLE);
    const [, text = ''] = /```sh\n(\(set -eu\numask 077\n[\s\S]*?)```/.exec(runbook) ?? [];
    expect(text).not.toBe('');
    return `certificates=${here('certificates')}\n${text.replaceAll('/etc/patroni', 'etc/patroni')}`;
  }
  const nodes = ['seoul', 'busan'].flatMap((site) => [1, 2, 3].map((n) => `root@pg-${site}-${n}`));
  const on = (node: string): string => here(`nodes/${node}/etc/patroni/patroni.env`);

  it('are made at random, are the same on every node, closed to others, and shown nowhere', async () => {
    const { status, output } = machine.paste(await code());
    expect(status).toBe(0);
    const text = readFileSync(here('certificates/patroni.env'), 'utf8');
    const [first, ...more] = [...text.matchAll(/^PATRONI_[A-Z]+_PASSWORD='([0-9a-f]{48})'$/gm)].map(
      ([, one = '']) => one,
    );
    expect(more).toHaveLength(3);
    expect(more).not.toContain(first);
    for (const node of nodes) {
      expect(readFileSync(on(node), 'utf8')).toBe(text);
      expect(statSync(on(node)).mode & 0o777).toBe(0o640);
    }
    expect(output).toBe('chown root:postgres etc/patroni/patroni.env.new\n'.repeat(6));
    expect(statSync(here('certificates/patroni.env')).mode & 0o777).toBe(0o600);
  });

  it('stay what they are when the block is run again, for a new machine', async () => {
    machine.file('certificates/patroni.env', "PATRONI_SUPERUSER_PASSWORD='kept'\n");
    expect(machine.paste(await code()).status).toBe(0);
    for (const node of nodes)
      expect(readFileSync(on(node), 'utf8')).toBe("PATRONI_SUPERUSER_PASSWORD='kept'\n");
  });

  it('reach all other nodes when one cannot be reached, which is said', async () => {
    machine.command(
      'ssh',
      `case $1 in *busan-2) exit 255 ;; esac; mkdir -p ${here('nodes')}/$1; cd ${here('nodes')}/$1; sh -c "$2"`,
    );
    const { status, output } = machine.paste(await code());
    expect(status).toBe(1);
    expect(output).toContain('not written on: pg-busan-2\n');
    expect(nodes.filter((node) => existsSync(on(node)))).toHaveLength(5);
  });

  /** The block in a terminal, where somebody types these lines. */
  async function typed(...lines: readonly string[]): Promise<string> {
    const script = `
import os, pty, signal, sys, termios, time
signal.alarm(50)
lines = sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp('sh', ['sh', '-c', sys.argv[1]])
seen = b''
while True:
    try:
        data = os.read(terminal, 1024)
    except OSError:
        break
    if not data:
        break
    seen += data
    if seen.endswith(b'random one): '):
        # The block turns the echo off behind the question.
        for _ in range(500):
            if not termios.tcgetattr(terminal)[3] & termios.ECHO:
                break
            time.sleep(0.02)
        os.write(terminal, (lines.pop(0) if lines else '').encode() + b'\\n')
sys.stdout.write(seen.decode())
`;
    const { stdout, stderr } = spawnSync('python3', ['-c', script, await code(), ...lines], {
      encoding: 'utf8',
      env: { PATH: `${here('bin')}:${process.env.PATH}` },
      timeout: 60_000,
    });
    return stdout + stderr;
  }

  it('are asked for in a terminal, without being shown', async () => {
    const seen = await typed('of the $superuser', '');
    expect(seen).toContain('PATRONI_SUPERUSER_PASSWORD (Enter: a random one): ');
    expect(seen).not.toContain('of the $superuser');
    const text = readFileSync(on('root@pg-seoul-1'), 'utf8');
    expect(text).toMatch(
      /^PATRONI_SUPERUSER_PASSWORD='of the \$superuser'\nPATRONI_REPLICATION_PASSWORD='[0-9a-f]{48}'\n/,
    );
  });

  it.each(["it's", 'a\\b'])(
    'are refused where the two readers of the file would not agree: %s',
    async (password) => {
      expect(await typed(password)).toContain('nothing was written');
      expect(existsSync(here('certificates/patroni.env'))).toBe(false);
    },
  );
});

describe('prepare.….', () => {
  /** The block on a machine whose data directory lies below this folder, which exists. */
  async function prepare(above: string, writable: boolean) {
    for (const program of ['patroni', 'patronictl', 'pg_rewind', 'psql', 'curl', 'openssl'])
      machine.command(program, '');
    machine.command('systemctl', '');
    machine.command('install', 'echo "install $*"; for folder; do :; done; mkdir "$folder"');
    machine.command(
      'runuser',
      `[ "$3 $4 $5" = "-- test -w" ] && echo "may postgres write in $6?"; ${writable ? 'exit 0' : 'exit 1'}`,
    );
    machine.file(
      'patroni.env',
      ['SUPERUSER', 'REPLICATION', 'REWIND', 'RESTAPI']
        .map((name) => `PATRONI_${name}_PASSWORD='x'\n`)
        .join(''),
    );
    mkdirSync(here(above), { recursive: true });
    const runbook = await runbookOf(
      SAMPLE,
      (text) => `${text}\n  data_dir: ${here('data/18/main')}\n  bin_dir: ${here('bin')}\n`,
    );
    const result = machine.paste(blockOf(runbook, 'prepare.seoul').text);
    return { ...result, output: result.output.replaceAll(machine.folder, '') };
  }

  it('makes the folders above the data directory for postgres too, so that it can be renamed', async () => {
    expect(await prepare('data', true)).toEqual({
      status: 0,
      output:
        'install -d -o postgres -g postgres -m 0755 /data/18\nmay postgres write in /data/18?\ninstall -d -o postgres -g postgres -m 0700 /data/18/main\n',
    });
  });

  it('refuses a folder that postgres may not write in, and leaves it as it is', async () => {
    const { status, output } = await prepare('data/18', false);
    expect(status).toBe(1);
    expect(output).toContain('postgres may not write in /data/18');
    expect(output).not.toContain('install');
  });
});
