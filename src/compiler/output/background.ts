import type { MessagePort, Worker } from 'node:worker_threads';

/** What the thread and its owner share: three numbers, see {@link FLAGS}. */
interface Job {
  /** Directory that the paths are below; it is there. */
  readonly folder: string;
  readonly flags: SharedArrayBuffer;
  /** Where it says what came of it, once. */
  readonly outcome: MessagePort;
}

/** Files for the thread, or that there are no more. */
type Batch = readonly (readonly [path: string, pieces: readonly Uint8Array[]])[] | 'end';

/** What the thread says at its end. */
type Outcome =
  | { readonly hashes: readonly string[] }
  | { readonly failure: { readonly message: string; readonly code?: string; readonly path?: string } };

/** 0: the thread is done. 1: it should stop. 2: files written so far. */
const FLAGS = 3;
/** Files that go to the thread together: a message costs more than a file. */
const BATCH = 64;
/** How long the thread may write nothing before it is given up. */
const PATIENCE_MS = 120_000;

/** Not imported: few estates are so large, and the others would pay for its loading. */
const threads = () => process.getBuiltinModule('node:worker_threads');

/**
 * The thread's whole program, passed as text: it may use nothing from around it.
 * Like {@link nodeFileSystem}, it makes directories of mode 0755 and files of mode 0644, and opens nothing that is there.
 */
function program(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { closeSync, mkdirSync, openSync, writeFileSync } = process.getBuiltinModule('node:fs');
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { folder, flags: shared, outcome: told } = workerData as Job;
  const flags = new Int32Array(shared);
  const made = new Set<string>();
  const hashes: string[] = [];

  const write = (path: string, pieces: readonly Uint8Array[]): void => {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const directory = path.slice(0, at);
      if (!made.has(directory)) mkdirSync(`${folder}/${directory}`, { mode: 0o755 });
      made.add(directory);
    }
    const hash = createHash('sha256');
    const file = openSync(`${folder}/${path}`, 'wx', 0o644);
    try {
      for (const piece of pieces) {
        writeFileSync(file, piece);
        hash.update(piece);
      }
    } finally {
      closeSync(file);
    }
    hashes.push(hash.digest('hex'));
    Atomics.add(flags, 2, 1);
  };
  const finish = (outcome: Outcome): void => {
    told.postMessage(outcome);
    told.close();
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
    parentPort?.close();
  };
  parentPort?.on('message', (batch: Batch) => {
    try {
      if (batch === 'end') finish({ hashes });
      else
        for (const [path, pieces] of batch) {
          if (Atomics.load(flags, 1) === 1) break;
          write(path, pieces);
        }
    } catch (error) {
      const { message, code, path } = error as NodeJS.ErrnoException;
      finish({ failure: { message, ...(code && { code }), ...(path && { path }) } });
    }
  });
}

/** Writes new files below a directory in a thread of its own, while the caller makes the next ones. */
export class BackgroundWriter {
  readonly #worker: Worker;
  readonly #outcome: MessagePort;
  readonly #flags: Int32Array;
  #batch: [string, Uint8Array[]][] = [];

  /** @param folder that nothing else writes to */
  constructor(folder: string) {
    const { Worker, MessageChannel } = threads();
    const { port1, port2 } = new MessageChannel();
    const flags = new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT);
    const workerData: Job = { folder, flags, outcome: port2 };
    this.#outcome = port1;
    this.#flags = new Int32Array(flags);
    this.#worker = new Worker(`(${program})()`, { eval: true, workerData, transferList: [port2] });
    this.#worker.unref();
  }

  /**
   * @param path below the folder, checked by the caller
   * @param pieces of its bytes, one behind the other: short ones are copied, a SharedArrayBuffer is not
   * @throws as {@link end} does, when a file before this one could not be written
   */
  write(path: string, pieces: Uint8Array[]): void {
    this.#batch.push([path, pieces]);
    if (this.#batch.length < BATCH) return;
    if (Atomics.load(this.#flags, 0) === 1) this.end();
    this.#send();
  }

  /**
   * Waits until all files are written.
   * @returns their hashes, in the order of writing
   * @throws the first error of the file system, with its `code` and `path`
   */
  end(): readonly string[] {
    this.#send();
    this.#wait();
    const { message } = threads().receiveMessageOnPort(this.#outcome) as { message: Outcome };
    this.#outcome.close();
    if ('hashes' in message) return message.hashes;
    const { message: text, ...rest } = message.failure;
    throw Object.assign(new Error(text), rest);
  }

  /** Waits until the thread has stopped, wherever it is: from then on it writes nothing. */
  abort(): void {
    Atomics.store(this.#flags, 1, 1);
    this.#wait();
    this.#outcome.close();
  }

  #send(): void {
    this.#worker.postMessage(this.#batch);
    this.#batch = [];
  }

  #wait(): void {
    this.#worker.postMessage('end');
    for (let before = -1; Atomics.load(this.#flags, 0) === 0; ) {
      const written = Atomics.load(this.#flags, 2);
      if (written === before)
        throw Object.assign(new Error(`nothing was written for ${PATIENCE_MS} ms`), { code: 'ETIMEDOUT' });
      before = written;
      Atomics.wait(this.#flags, 0, 0, PATIENCE_MS);
    }
  }
}
