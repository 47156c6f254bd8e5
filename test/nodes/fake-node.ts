import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';

/** What the programs of a node print, by name; a text that begins with `#!` is the program. */
export type Programs = Readonly<Record<string, string>>;

const USUAL: Programs = {
  uname: 'pg-seoul-1',
  patroni: 'patroni 4.0.4',
  patronictl: 'loop_wait: 10\nttl: 30\n',
  etcd: 'etcd Version: 3.5.16\nGit SHA: f20bbad',
  haproxy: 'HAProxy version 2.8.3-1 2023/09/07 - https://haproxy.org/',
  postgres: 'postgres (PostgreSQL) 16.4 (Debian 16.4-1.pgdg120+1)',
};

/** Tools that every node has; what else this machine has must not be found. */
const TOOLS =
  'sh awk sed tar mktemp grep tr cut sort tail head wc mkdir rm mv cp cat ls id timeout true dirname sleep'.split(
    ' ',
  );

export interface Collected {
  readonly status: number | null;
  readonly stderr: string;
  /** Text by path in the tar. */
  readonly files: Readonly<Record<string, string>>;
  readonly tar: Uint8Array;
}

/** A folder in the place of `/`, and programs in PATH. */
export interface FakeNode {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly script: string;
  write(path: string, text: string | Uint8Array): void;
  collect(args?: readonly string[], env?: Readonly<Record<string, string>>): Collected;
  /** Sends a signal while the script waits for a program. */
  interrupted(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }>;
  /** What is left in the folder for temporary files. */
  leftovers(): readonly string[];
  /** Everything of the node, to compare. */
  everything(): Readonly<Record<string, string>>;
  remove(): void;
}

/** Paths of the files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
    .sort();
}

const put = (path: string, text: string | Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Makes a node. Programs are added to the usual ones; an empty text takes one away. */
export function fakeNode(files: Readonly<Record<string, string>>, programs: Programs = {}): FakeNode {
  const home = mkdtempSync(join(tmpdir(), 'pgdr-node-'));
  const [root, bin, temporary] = ['root', 'bin', 'tmp'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [root, bin, temporary]) mkdirSync(folder);
  for (const tool of TOOLS) {
    const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
    if (found.startsWith('/')) symlinkSync(found, join(bin, tool));
  }
  for (const [name, text] of Object.entries({ ...USUAL, ...programs })) {
    if (text === '') continue;
    put(join(bin, name), text.startsWith('#!') ? text : `#!/bin/sh\ncat << 'SAID'\n${text}\nSAID\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const script = join(home, 'collect.sh');
  writeFileSync(script, COLLECT_SCRIPT);
  const env = { PATH: bin, TMPDIR: temporary, PGDR_ROOT: root };
  const node: FakeNode = {
    root,
    env,
    script,
    write: (path, text) => put(join(root, path), text),
    collect(args = [], more = {}) {
      // As over ssh: the script is read from standard input.
      const run = spawnSync('/bin/sh', ['-s', '--', ...args], {
        input: COLLECT_SCRIPT,
        env: { ...env, ...more },
        maxBuffer: 2 ** 26,
      });
      const out = mkdtempSync(join(home, 'out-'));
      if (run.stdout.length > 0) spawnSync('tar', ['-xf', '-', '-C', out], { input: run.stdout });
      const gathered = Object.fromEntries(
        filesBelow(out).map((path) => [path, readFileSync(join(out, path), 'utf8')]),
      );
      return { status: run.status, stderr: String(run.stderr), files: gathered, tar: run.stdout };
    },
    interrupted(signal) {
      const child = spawn('/bin/sh', [script], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      let stderr = '';
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      child.stdout.resume();
      const waiting = setInterval(() => {
        if (readdirSync(temporary).length > 0) {
          clearInterval(waiting);
          // As a terminal does: the whole group of processes gets it.
          setTimeout(() => process.kill(-(child.pid ?? 0), signal), 300);
        }
      }, 20);
      return new Promise((done) => child.on('close', (code) => done({ code, stderr })));
    },
    leftovers: () => readdirSync(temporary),
    everything: () =>
      Object.fromEntries(filesBelow(root).map((path) => [path, readFileSync(join(root, path), 'latin1')])),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
  for (const [path, text] of Object.entries(files)) node.write(path, text);
  return node;
}
