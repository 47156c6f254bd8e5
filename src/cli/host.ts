import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { SqlAsker } from '../compiler/live/ask-slots.ts';
import { codeOf } from '../compiler/text/error-code.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import type { Source } from '../compiler/text/source.ts';
import { decode, fileFinding, MAX_BYTES } from '../compiler/text/source.ts';
import type { Network, Trust } from './network.ts';
import { isTerminal, pause, STDERR, STDIN, STDOUT, writeStream } from './streams.ts';

/** The command's only access to files, streams and the environment. */
export interface Host {
  stdout(text: string): void;
  stderr(text: string): void;
  /** @returns all of standard input, cut off above the size limit of a topology */
  stdin(): Promise<Uint8Array>;
  /** @throws a system error */
  readFile(path: string): Uint8Array;
  /** @throws a system error */
  writeFile(path: string, text: string): void;
  /** @throws a system error */
  appendFile(path: string, text: string): void;
  /**
   * Replaces a file's contents atomically.
   * @param read the contents as read; the file is not replaced if it holds something else by now
   * @throws a system error, or an Error that says why the file cannot be replaced
   */
  replaceFile(path: string, read: Uint8Array, text: string): Promise<void>;
  exists(path: string): boolean;
  /**
   * The files below a folder, by their paths in it with `/`, sorted; undefined if it is no folder. Links are not followed, and
   * hidden folders and node_modules left out.
   */
  filesBelow(path: string): string[] | undefined;
  /** Files that a glob matches, in no order. */
  glob(pattern: string): Promise<string[]>;
  /** The documentation page of a rule; undefined if the package lacks it. */
  page(rule: string): string | undefined;
  /** Runs git in the current folder; undefined if git is not installed. */
  git(args: readonly string[]): { readonly status: number; readonly stdout: Uint8Array } | undefined;
  /** Waits until one of the files changes; false if no change can come any more. */
  changed(files: readonly string[]): Promise<boolean>;
  /** What asks the network; it only reads. */
  network(trust: Trust): Promise<Network>;
  /** What asks PostgreSQL by a service name of libpq; undefined if psql is not installed. It only reads. */
  psql(service: string): Promise<SqlAsker | undefined>;
  /** Waits for some seconds; false if nobody waits any more. */
  waited(seconds: number): Promise<boolean>;
  /** Shows the progress of long work, on a terminal only; without words it clears the line. */
  progress(words?: string): void;
  /** Asks the user; undefined at the end of input. */
  ask(question: string): Promise<string | undefined>;
  /** Whether standard input is a terminal, so that the user can be asked. */
  readonly isInteractive: boolean;
  /** Whether a terminal shows standard output. */
  readonly isTerminal: boolean;
  /** The folder that relative names start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A topology as read, or the finding that says why it could not be read; `missing` if it could not be opened. */
export interface Read {
  readonly file: string;
  readonly source?: Source;
  readonly bytes?: Uint8Array;
  readonly finding?: Diagnostic;
  readonly missing: boolean;
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'the file cannot be opened: permission denied',
  EISDIR: 'this is a directory, not a topology',
  ENOTDIR: 'no such file',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long for a file',
  ENXIO: 'this is a socket, not a topology',
};

const decoded = (file: string, bytes: Uint8Array): Read => {
  const result = decode(file, bytes);
  return 'rule' in result
    ? { file, finding: result, missing: false }
    : { file, source: result, bytes, missing: false };
};

/** Reads one topology; `-` is standard input, which findings call `stdinName`. */
export async function readTopology(host: Host, file: string, stdinName: string): Promise<Read> {
  if (file === '-') return decoded(stdinName, await host.stdin());
  try {
    return decoded(file, host.readFile(file));
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    return { file, finding: fileFinding(CAUSES[code] ?? `the file cannot be read (${code})`), missing: true };
  }
}

/** Reads standard input up to the limit. Longer input is refused by its length, and the rest never held in memory. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Reads the bytes that are available; waits for a pipe that is open but still empty. */
function readSome(file: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/**
 * Reads a file up to the limit: a pipe or a device may have no end. Opens it without waiting, because a named pipe
 * without a writer would never open; it reads as empty.
 */
function readLimited(path: string): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const size = Math.min(fstatSync(file).size || MAX_BYTES, MAX_BYTES) + 1;
    const chunks: Uint8Array[] = [];
    for (let length = 0; length <= MAX_BYTES; ) {
      const chunk = Buffer.allocUnsafe(size);
      const read = readSome(file, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** The files that a glob matches. The glob library is loaded only when there is a glob. */
async function globbed(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  return glob(pattern, { dot: false, onlyFiles: true, expandDirectories: false });
}

/** More than any estate has: a folder with more is another one than was meant. */
const MAX_FILES = 20_000;

/** What cannot be asked for (a loop of links, a name too long) is none: reading it as a file says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function filesBelow(path: string): string[] | undefined {
  if (!isFolder(path)) return undefined;
  const found: string[] = [];
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(path, below), { withFileTypes: true })) {
      if (found.length >= MAX_FILES) return;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') visit(name);
      } else if (entry.isFile()) found.push(name);
    }
  };
  visit('');
  return found.sort();
}

/** Few runs replace a file: the code for it is loaded only then. */
async function replaced(path: string, read: Uint8Array, text: string): Promise<void> {
  const { replaceFile } = await import('./replace-file.ts');
  replaceFile(path, read, text);
}

/** A progress line that overwrites itself. */
function progressOn(stream: number): Host['progress'] {
  let seen: boolean | undefined;
  return (words = '') => {
    seen ??= isTerminal(stream);
    if (seen) writeStream(stream, `\r\u001b[K${words}`);
  };
}

/** Asks line by line. Lines that were typed or pasted ahead answer the next questions. */
function asker(): Host['ask'] {
  let answers: AsyncIterator<string> | undefined;
  let ask = (_question: string): void => {};
  return async (question) => {
    if (!answers) {
      const { createInterface } = process.getBuiltinModule('node:readline');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      answers = lines[Symbol.asyncIterator]();
      ask = (words) => {
        lines.setPrompt(words);
        lines.prompt();
      };
      // A closed reader cannot prompt, but the lines it has read can still be taken.
      lines.once('close', () => {
        ask = () => {};
      });
    }
    ask(question);
    const { value, done } = await answers.next();
    return done ? undefined : value;
  };
}

/**
 * Reads a page: the single executable holds all of them; else it is in `docs` beside the real folder of the running command,
 * whatever link started it.
 */
function page(rule: string): string | undefined {
  const sea = process.getBuiltinModule('node:sea');
  try {
    if (sea.isSea()) return sea.getAsset(`docs/rules/${rule}.md`, 'utf8');
    return readFileSync(
      join(dirname(realpathSync(process.argv[1] ?? '')), '../docs/rules', `${rule}.md`),
      'utf8',
    );
  } catch {
    return undefined;
  }
}

function git(args: readonly string[]): ReturnType<Host['git']> {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { status, stdout, error } = spawnSync('git', args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 4 * MAX_BYTES,
  });
  return error && codeOf(error) === 'ENOENT' ? undefined : { status: status ?? 1, stdout };
}

/** The process as a host. */
export function processHost(): Host {
  return {
    stdout: (text) => writeStream(STDOUT, text),
    stderr: (text) => writeStream(STDERR, text),
    stdin: readStdin,
    readFile: readLimited,
    writeFile: (path, text) => writeFileSync(path, text),
    appendFile: (path, text) => appendFileSync(path, text),
    replaceFile: replaced,
    exists: existsSync,
    filesBelow,
    glob: globbed,
    page,
    git,
    changed: async (files) => (await import('./changes.ts')).fileChange(files),
    network: async (trust) => (await import('./network.ts')).network(trust),
    psql: async (service) => {
      const { hasPsql, psql } = await import('./psql.ts');
      return (await hasPsql()) ? psql(service) : undefined;
    },
    waited: (seconds) => new Promise((resolve) => setTimeout(() => resolve(true), seconds * 1000)),
    progress: progressOn(STDERR),
    ask: asker(),
    get isInteractive() {
      return isTerminal(STDIN);
    },
    get isTerminal() {
      return isTerminal(STDOUT);
    },
    get cwd() {
      return process.cwd();
    },
    env: process.env,
  };
}
