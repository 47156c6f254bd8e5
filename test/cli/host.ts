import { run } from '../../src/cli/cli.ts';
import type { Host } from '../../src/cli/host.ts';
import type { Network, Trust } from '../../src/cli/network.ts';
import type { SqlAsker } from '../../src/compiler/live/ask-slots.ts';
import { soundEstates } from '../fixtures/estates.ts';

/** The two-site estate of the documents. */
export const SOUND: string = Buffer.from(
  soundEstates().find(({ name }) => name === 'seoul-busan')?.bytes ?? [],
).toString();

/** An estate of the same shape that has nothing in common with it. */
export const OTHER: string = SOUND.replace('name: orders', 'name: billing')
  .replace(/\b10\.([12])\.0\./g, '10.10$1.0.')
  .replace(/(scope: |token: )pg-/g, '$1billing-');

/** The same estate, its second site with the first one's token: an error. */
export const BROKEN: string = SOUND.replace('pg-busan-etcd-v1', 'pg-seoul-etcd-v1');

/** What a run said and did. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** How far long work was said to be. */
  readonly told: readonly string[];
  /** Reports and topologies written, by name. */
  readonly written: ReadonlyMap<string, string>;
}

export interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly git?: Host['git'];
  /** Pages of rules that come with the package. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Who answers on the network. */
  readonly network?: (trust: Trust) => Network;
  /** Who answers to psql, by the name of a service; undefined where psql is not installed. */
  readonly psql?: (service: string) => SqlAsker;
  /** What topology.yaml becomes, each time somebody waits for a change. */
  readonly edits?: readonly string[];
  /** What a person types when asked; without, nobody is there. */
  readonly answers?: readonly string[];
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Runs the command in a world of its own; trees alone are written to the disk. */
export async function command(args: readonly string[], world: World = {}): Promise<Ran> {
  let { files = { 'topology.yaml': SOUND } } = world;
  const edits = [...(world.edits ?? [])];
  const told: string[] = [];
  let looks = 2;
  const { stdin = '', isTerminal = false, env = {} } = world;
  const { git = () => undefined } = world;
  const answers = [...(world.answers ?? [])];
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  const host: Host = {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stdin: async () => Buffer.from(stdin),
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw failure(path.endsWith('/') ? 'EISDIR' : 'ENOENT');
      return Buffer.from(text);
    },
    writeFile: (path, text) => {
      if (path.startsWith('nowhere/')) throw failure('ENOENT');
      written.set(path, text);
    },
    appendFile: (path, text) => {
      if (path.startsWith('nowhere/')) throw failure('ENOENT');
      written.set(path, (written.get(path) ?? '') + text);
    },
    replaceFile: async (path, read, text) => {
      if (path.startsWith('nowhere/')) throw failure('EACCES');
      if (Buffer.compare(read, Buffer.from(files[path] ?? '')) !== 0) throw failure('changed');
      written.set(path, text);
    },
    exists: (path) => path in files,
    filesBelow: (path) => {
      const folder = `${path.replace(/\/$/, '')}/`;
      const below = Object.keys(files).filter((file) => file.startsWith(folder));
      return below.length === 0 ? undefined : below.map((file) => file.slice(folder.length)).sort();
    },
    glob: async (pattern) =>
      Object.keys(files).filter((file) => pattern === '*.yaml' && file.endsWith('.yaml')),
    page: (rule) => world.pages?.[rule],
    git,
    network: async (trust) => {
      const { network } = world;
      if (!network) throw new Error('nobody is to be asked');
      return network(trust);
    },
    psql: async (service) => world.psql?.(service),
    // A person looks twice, and goes.
    waited: async () => {
      looks -= 1;
      return looks > 0;
    },
    changed: async () => {
      // Not before what was asked for is out.
      const before = out.length;
      while (out.length === before) await new Promise(setImmediate);
      const next = edits.shift();
      if (next !== undefined) files = { ...files, 'topology.yaml': next };
      return next !== undefined;
    },
    progress: (words) => void told.push(words ?? ''),
    ask: async (question) => {
      err.push(question);
      return answers.shift();
    },
    isInteractive: world.answers !== undefined,
    isTerminal,
    cwd: '/repo',
    env,
  };
  const status = await run(args, host);
  return { status, stdout: out.join(''), stderr: err.join(''), written, told };
}
