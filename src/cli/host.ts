import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../compiler/text/error-code.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import type { Source } from '../compiler/text/source.ts';
import { decode, fileFinding, MAX_BYTES } from '../compiler/text/source.ts';
import { isTerminal, pause, STDERR, STDIN, STDOUT, writeStream } from './streams.ts';

/** What the command knows of the world: the only way to files, streams and the environment. */
export interface Host {
  stdout(text: string): void;
  stderr(text: string): void;
  /** @returns all of standard input, cut off above what any topology holds */
  stdin(): Promise<Uint8Array>;
  /** @throws a system error */
  readFile(path: string): Uint8Array;
  /** @throws a system error */
  writeFile(path: string, text: string): void;
  /** @throws a system error */
  appendFile(path: string, text: string): void;
  /**
   * Puts a text in the place of a file, whole or not at all.
   * @param read what was read of it: it is left alone when it holds something else by now
   * @throws a system error, or one that says what else is in the way
   */
  replaceFile(path: string, read: Uint8Array, text: string): Promise<void>;
  exists(path: string): boolean;
  /** Files that a glob matches, in no order. */
  glob(pattern: string): Promise<string[]>;
  /** The page of a rule that comes with the package; undefined where it does not. */
  page(rule: string): string | undefined;
  /** Runs git where the command was started; undefined when there is none. */
  git(args: readonly string[]): { readonly status: number; readonly stdout: Uint8Array } | undefined;
  /** Waits until one of the files changes; false when nothing will any more. */
  changed(files: readonly string[]): Promise<boolean>;
  /** Tells how far long work is, on a terminal alone; nothing takes the words away again. */
  progress(words?: string): void;
  /** Asks the person in front; undefined when nobody answers. */
  ask(question: string): Promise<string | undefined>;
  /** Whether somebody can be asked. */
  readonly isInteractive: boolean;
  /** Whether a terminal shows standard output. */
  readonly isTerminal: boolean;
  /** The folder that relative names start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A topology read, or the finding that says why it was not, and whether that is because it could not be opened. */
export interface Read {
  readonly file: string;
  readonly source?: Source;
  readonly bytes?: Uint8Array;
  readonly finding?: Diagnostic;
  readonly missing: boolean;
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the file cannot be opened: permission denied',
  EISDIR: 'this is a directory, not a topology',
  ENOTDIR: 'there is no such file',
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

/** Reads one topology; `-` is standard input, shown under the name the caller gives. */
export async function readTopology(host: Host, file: string, stdinName: string): Promise<Read> {
  if (file === '-') return decoded(stdinName, await host.stdin());
  try {
    return decoded(file, host.readFile(file));
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    return { file, finding: fileFinding(CAUSES[code] ?? `the file cannot be read (${code})`), missing: true };
  }
}

/** Standard input up to the limit: more is refused by its length, without being held in memory. */
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

/** Reads what is there; waits for a pipe that somebody holds open and has not written to. */
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
 * A file up to the limit: a pipe or a device may have no end. Opened without waiting, or a named pipe that nobody
 * writes to would never open: it reads as empty.
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

/** The files that a glob matches; the library is loaded for a glob alone. */
async function globbed(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  return glob(pattern, { dot: false, onlyFiles: true, expandDirectories: false });
}

/** Few runs replace a file: what that takes is loaded for those. */
async function replaced(path: string, read: Uint8Array, text: string): Promise<void> {
  const { replaceFile } = await import('./replace-file.ts');
  replaceFile(path, read, text);
}

/** One line that is written over again and again. */
function progressOn(stream: number): Host['progress'] {
  let seen: boolean | undefined;
  return (words = '') => {
    seen ??= isTerminal(stream);
    if (seen) writeStream(stream, `\r\u001b[K${words}`);
  };
}

/** Asks a person, line by line: what was typed or pasted ahead answers what is asked next. */
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
      // A reader that is closed cannot be asked; what it has read is still there.
      lines.once('close', () => {
        ask = () => {};
      });
    }
    ask(question);
    const { value, done } = await answers.next();
    return done ? undefined : value;
  };
}

/** The pages stand beside the folder of the command that runs, whatever link it was called by. */
function page(rule: string): string | undefined {
  try {
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
    glob: globbed,
    page,
    git,
    changed: async (files) => (await import('./changes.ts')).fileChange(files),
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
