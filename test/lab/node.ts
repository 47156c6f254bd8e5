import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '../../src/index.ts';
import { type Machine, startMachine } from '../real/machine.ts';
import type { Daemon } from '../real/programs.ts';
import { until } from './conditions.ts';
import { must, type Result, runProgram } from './exec.ts';
import type { Connection } from './network.ts';

const INIT_FILES = join(dirname(fileURLToPath(import.meta.url)), 'node');
const INIT = '/usr/local/lib/lab';
/** Comes before the real one. */
export const MODPROBE = '/usr/local/sbin/modprobe';
const HOMES: Readonly<Record<string, string>> = { root: '/root', postgres: '/var/lib/postgresql' };
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface ExecOptions {
  /** The system user to be; root otherwise. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Seconds until it is killed and counts as failed with status 124. */
  readonly timeout?: number;
}

/** A file to put on a node. */
export interface NodeFile {
  readonly path: string;
  readonly text: string;
  /** `user:group`; root's otherwise. */
  readonly owner?: string;
  /** Octal; 644 otherwise. */
  readonly mode?: string;
}

/** One machine of the estate: a file system, an address and services of its own. */
export interface LabNode {
  readonly name: string;
  readonly site: string;
  /** The node in the compiler's model; undefined for a client, which is not part of the estate. */
  readonly spec: Node | undefined;
  /** The IP addresses at which clients and other sites reach it. */
  readonly addresses: readonly string[];
  /** Whether it has power. */
  readonly isUp: () => boolean;
  /** Runs a program on the node, whatever it ends with. */
  run(argv: readonly string[], options?: ExecOptions): Promise<Result>;
  /** Runs a command line in `sh` on the node, whatever it ends with. */
  exec(command: string, options?: ExecOptions): Promise<Result>;
  /** Runs a command line that must succeed, and returns what it wrote to its standard output. */
  sh(command: string, options?: ExecOptions): Promise<string>;
  /** The command line that runs a program in here, for programs that the caller watches itself. */
  enter(argv: readonly string[]): string[];
  /** Puts files there, folders included. */
  install(files: readonly NodeFile[]): Promise<void>;
  /** Last lines of a unit's log. */
  journal(unit: string, lines?: number): Promise<string>;
  /** Power on: the node starts its enabled services. */
  boot(): Promise<void>;
  /** Sudden power off: nothing is flushed, and no peer is notified. */
  crash(): Promise<void>;
  /** Removes it permanently. */
  stop(): Promise<void>;
}

export interface NodeOptions {
  readonly name: string;
  readonly site: string;
  readonly spec?: Node;
  /** Folder of the suite's root. */
  readonly root: string;
  readonly connection: Connection;
  /** Names for /etc/hosts. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** One program writes all files, however many there are. */
const INSTALL = `
import json, os, shutil, sys
for file in json.load(sys.stdin):
    os.makedirs(os.path.dirname(file['path']), exist_ok=True)
    with open(file['path'], 'w', encoding='utf-8') as out:
        out.write(file['text'])
    os.chmod(file['path'], int(file.get('mode', '644'), 8))
    shutil.chown(file['path'], *file.get('owner', 'root:root').split(':'))
`;

/** Makes a node and installs the lab's replacement for systemd. The node has no power yet: see `boot`. */
export async function startNode(options: NodeOptions): Promise<LabNode> {
  const { name, site, spec, root, hosts, connection } = options;
  const machine = await startMachine({ root, name, hosts, ...connection });
  const { addresses } = connection.uplink ?? connection;
  let init: Daemon | undefined;

  const node: LabNode = {
    name,
    site,
    spec,
    addresses,
    isUp: () => init !== undefined,
    enter: machine.enter,
    run(argv, { user = 'root', env = {}, input = '', timeout = 60 } = {}) {
      const login = user === 'root' ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
      const bounded = ['timeout', '--kill-after=2', String(timeout), ...login, ...argv];
      // As over ssh to a minimal Debian: no locale is set.
      const base = { PATH, HOME: HOMES[user] ?? '/', USER: user, LOGNAME: user };
      return runProgram(machine.enter(bounded), { ...base, ...env }, input);
    },
    exec: (command, execOptions) => node.run(['sh', '-c', command], execOptions),
    async sh(command, execOptions) {
      return must(await node.exec(command, execOptions), `${name}: ${command}`);
    },
    async install(files) {
      const put = await runProgram(
        machine.enter(['python3', '-c', INSTALL]),
        { PATH },
        JSON.stringify(files),
      );
      must(put, `${name}: writing files`);
    },
    async journal(unit, lines = 20) {
      return (await node.exec(`journalctl -u ${unit} -n ${lines} --no-pager`, { timeout: 10 })).stdout;
    },
    async boot() {
      if (init !== undefined) return;
      await machine.cable?.plug();
      init = machine.start(['python3', '-B', `${INIT}/init.py`]);
      await untilReady(init, name);
    },
    async crash() {
      if (init === undefined) return;
      await machine.cable?.pull();
      await killAll(machine);
      init = undefined;
    },
    stop: machine.stop,
  };
  try {
    await node.install(await initFiles());
    await node.sh(
      `ln -s ${INIT}/systemctl.py /usr/local/bin/systemctl; ln -s systemctl /usr/local/bin/journalctl`,
    );
    // All nodes share this machine's kernel, and do not change its settings.
    await node.install([{ path: MODPROBE, text: '#!/bin/sh\nexit 1\n', mode: '755' }]);
    return node;
  } catch (error) {
    await machine.stop();
    throw error;
  }
}

async function initFiles(): Promise<NodeFile[]> {
  const names = (await readdir(INIT_FILES)).filter((name) => name.endsWith('.py'));
  return Promise.all(
    names.map(async (name) => ({
      path: `${INIT}/${name}`,
      text: await readFile(join(INIT_FILES, name), 'utf8'),
      mode: '755',
    })),
  );
}

async function untilReady(init: Daemon, name: string): Promise<void> {
  await until(`${name} has booted`, 60, async () => {
    if (!init.log().includes('ready')) throw new Error(`its init has said: ${init.log()}`);
  });
}

/** Returns when no process is left to kill; dying processes may take a moment. */
const KILL_ALL = 'for i in $(seq 100); do kill -9 -1 2> /dev/null || exit 0; sleep 0.05; done; exit 1';

/** Sends SIGKILL to every process except the machine's first, which represents the hardware. */
async function killAll(machine: Machine): Promise<void> {
  must(await runProgram(machine.enter(['sh', '-c', KILL_ALL]), { PATH }, ''), 'power off');
}
