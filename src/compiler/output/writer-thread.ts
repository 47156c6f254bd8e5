import type { MessagePort, Worker } from 'node:worker_threads';

/** What the thread is told at its start. */
interface Job {
  /** Directory that the paths are below; it is there. */
  readonly folder: string;
  /** Three numbers, see {@link FLAGS}. */
  readonly flags: SharedArrayBuffer;
  /** For each batch a byte: 0, or 1 once either thread has taken it. */
  readonly taken: SharedArrayBuffer;
  /** Where it says what came of it, once. */
  readonly outcome: MessagePort;
}

type File = readonly [path: string, pieces: readonly Uint8Array[]];

/** Files for the thread, or that there are no more. */
type Message = { readonly batch: number; readonly files: readonly File[] } | 'end';

/** Hashes of the files of a batch, in their order, by the batch. */
type Hashes = ReadonlyMap<number, readonly string[]>;

/** What the thread says at its end. */
type Outcome =
  | { readonly hashes: Hashes }
  | { readonly failure: { readonly message: string; readonly code?: string; readonly path?: string } };

/** 0: the thread is done. 1: it should stop. 2: files written so far. */
const FLAGS = 3;
/** Files that go to the thread together: a message costs more than a file. */
const BATCH = 64;
/** So many batches may be shared out; those behind them are the thread's. */
const SHARED = 16_384;
/** How long the thread may write nothing before it is given up. */
const PATIENCE_MS = 120_000;

/** Not imported: few estates are so large, and the others would pay for its loading. */
const threads = () => process.getBuiltinModule('node:worker_threads');

/**
 * Writes new files below a directory, and returns their hashes. Passed to the thread as text: it may use nothing from
 * around it. Like {@link nodeFileSystem}, it makes directories of mode 0755 and files of mode 0644, and opens nothing
 * that is there; a directory may be, for the other thread makes some.
 */
function writerBelow(folder: string): (file: File) => string {
  const { closeSync, mkdirSync, openSync, writeFileSync } = process.getBuiltinModule('node:fs');
  const { createHash } = process.getBuiltinModule('node:crypto');
  const made = new Set<string>();
  const make = (directory: string): void => {
    try {
      mkdirSync(`${folder}/${directory}`, { mode: 0o755 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    made.add(directory);
  };
  return ([path, pieces]) => {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const directory = path.slice(0, at);
      if (!made.has(directory)) make(directory);
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
    return hash.digest('hex');
  };
}

/** The thread's whole program, passed as text: it may use nothing from around it. */
function program(writer: typeof writerBelow): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { folder, flags: shared, taken: bytes, outcome: told } = workerData as Job;
  const flags = new Int32Array(shared);
  const taken = new Int8Array(bytes);
  const hashes = new Map<number, string[]>();
  const write = writer(folder);

  const finish = (outcome: Outcome): void => {
    told.postMessage(outcome);
    told.close();
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
    parentPort?.close();
  };
  parentPort?.on('message', (message: Message) => {
    try {
      if (message === 'end') return finish({ hashes });
      const { batch, files } = message;
      if (batch < taken.length && Atomics.exchange(taken, batch, 1) === 1) return;
      const own: string[] = [];
      hashes.set(batch, own);
      for (const file of files) {
        if (Atomics.load(flags, 1) === 1) break;
        own.push(write(file));
        Atomics.add(flags, 2, 1);
      }
    } catch (error) {
      const { message: text, code, path } = error as NodeJS.ErrnoException;
      finish({ failure: { message: text, ...(code && { code }), ...(path && { path }) } });
    }
  });
}

/**
 * Writes new files below a directory in a thread of its own while the caller makes the next ones, and in both once all
 * are made.
 */
export class BackgroundWriter {
  readonly #folder: string;
  readonly #worker: Worker;
  readonly #outcome: MessagePort;
  readonly #flags: Int32Array;
  readonly #taken: Int8Array;
  #files: File[] = [];
  /** Batches that the thread may not have begun, by number. */
  readonly #waiting = new Map<number, readonly File[]>();
  #batches = 0;

  /** @param folder that nothing else writes to */
  constructor(folder: string) {
    const { Worker, MessageChannel } = threads();
    const { port1, port2 } = new MessageChannel();
    const flags = new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT);
    const taken = new SharedArrayBuffer(SHARED);
    const workerData: Job = { folder, flags, taken, outcome: port2 };
    this.#folder = folder;
    this.#outcome = port1;
    this.#flags = new Int32Array(flags);
    this.#taken = new Int8Array(taken);
    this.#worker = new Worker(`(${program})(${writerBelow})`, {
      eval: true,
      workerData,
      transferList: [port2],
    });
    this.#worker.unref();
  }

  /**
   * @param path below the folder, checked by the caller
   * @param pieces of its bytes, one behind the other: short ones are copied, a SharedArrayBuffer is not
   * @throws as {@link end} does, when a file before this one could not be written
   */
  write(path: string, pieces: Uint8Array[]): void {
    this.#files.push([path, pieces]);
    if (this.#files.length < BATCH) return;
    if (this.#isDone()) this.end();
    this.#send();
  }

  /**
   * Writes with the thread until all files are written.
   * @returns their hashes, in the order of writing
   * @throws the first error of the file system, with its `code` and `path`
   */
  end(): readonly string[] {
    this.#send();
    const own = this.#help();
    this.#wait();
    const { message } = threads().receiveMessageOnPort(this.#outcome) as { message: Outcome };
    this.#outcome.close();
    if ('hashes' in message)
      return Array.from(
        { length: this.#batches },
        (_, batch) => own.get(batch) ?? message.hashes.get(batch) ?? [],
      ).flat();
    const { message: text, ...rest } = message.failure;
    throw Object.assign(new Error(text), rest);
  }

  /** Waits until the thread has stopped, wherever it is: from then on it writes nothing. */
  abort(): void {
    Atomics.store(this.#flags, 1, 1);
    this.#wait();
    this.#outcome.close();
  }

  #isDone(): boolean {
    return Atomics.load(this.#flags, 0) === 1;
  }

  #send(): void {
    const batch = this.#batches;
    const message: Message = { batch, files: this.#files };
    this.#worker.postMessage(message);
    if (batch < SHARED) this.#waiting.set(batch, this.#files);
    // What the thread has begun need not be held.
    for (const before of this.#waiting.keys()) {
      if (Atomics.load(this.#taken, before) === 0) break;
      this.#waiting.delete(before);
    }
    this.#batches += 1;
    this.#files = [];
  }

  /** Writes what the thread has not begun, from the end, until they meet. */
  #help(): Hashes {
    const hashes = new Map<number, string[]>();
    const write = writerBelow(this.#folder);
    for (const [batch, files] of [...this.#waiting].reverse()) {
      if (this.#isDone() || Atomics.exchange(this.#taken, batch, 1) === 1) break;
      hashes.set(batch, files.map(write));
    }
    return hashes;
  }

  #wait(): void {
    this.#worker.postMessage('end');
    for (let before = -1; !this.#isDone(); ) {
      const written = Atomics.load(this.#flags, 2);
      if (written === before)
        throw Object.assign(new Error(`nothing was written for ${PATIENCE_MS} ms`), { code: 'ETIMEDOUT' });
      before = written;
      Atomics.wait(this.#flags, 0, 0, PATIENCE_MS);
    }
  }
}
