import type { MessagePort, Worker } from 'node:worker_threads';

/** The thread's input at its start. */
interface Job {
  /** The existing directory that paths are relative to. */
  readonly folder: string;
  /** Three numbers, see {@link FLAGS}. */
  readonly flags: SharedArrayBuffer;
  /** One byte for each batch: 0, or 1 once either thread has taken it. */
  readonly taken: SharedArrayBuffer;
  /** Where the thread posts its outcome, once. */
  readonly outcome: MessagePort;
}

type File = readonly [path: string, pieces: readonly Uint8Array[]];

/** Files for the thread, or the end of files. */
type Message = { readonly batch: number; readonly files: readonly File[] } | 'end';

/** For each batch, the hashes of its files, in their order. */
type Hashes = ReadonlyMap<number, readonly string[]>;

/** The thread's result. */
type Outcome =
  | { readonly hashes: Hashes }
  | { readonly failure: { readonly message: string; readonly code?: string; readonly path?: string } };

/** 0: the thread is done. 1: it should stop. 2: files written so far. */
const FLAGS = 3;
/** Files per message to the thread: a message costs more than a file. */
const BATCH = 64;
/** Both threads share this many batches; only the writer thread writes later ones. */
const SHARED = 16_384;
/** How long to wait for the thread if it writes nothing. */
const PATIENCE_MS = 120_000;

/** Not imported: few estates are large enough, and every other run would have to load it. */
const threads = () => process.getBuiltinModule('node:worker_threads');

/**
 * Writes new files below a directory, and returns their hashes. It is passed to the thread as text, so it may use nothing
 * from its surroundings. Like {@link nodeFileSystem}, it makes directories of mode 0755 and files of mode 0644, and opens
 * no existing file. A directory may exist, because the other thread makes directories too.
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

/** The thread's whole program. It is passed as text, so it may use nothing from its surroundings. */
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
 * Writes new files below a directory in its own thread while the caller makes the next files. Once all files are made,
 * both threads write.
 */
export class BackgroundWriter {
  readonly #folder: string;
  readonly #worker: Worker;
  readonly #outcome: MessagePort;
  readonly #flags: Int32Array;
  readonly #taken: Int8Array;
  #files: File[] = [];
  /** Batches that the thread has perhaps not begun, by number. */
  readonly #waiting = new Map<number, readonly File[]>();
  #batches = 0;

  /** @param folder nothing else writes to it */
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
   * @param pieces of its bytes, in order: short pieces are copied, a SharedArrayBuffer is not
   * @throws like {@link end}, if an earlier file could not be written
   */
  write(path: string, pieces: Uint8Array[]): void {
    this.#files.push([path, pieces]);
    if (this.#files.length < BATCH) return;
    if (this.#isDone()) this.end();
    this.#send();
  }

  /**
   * Writes together with the thread until all files are written.
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

  /** Stops the thread and waits until it has stopped: it then writes nothing more. */
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
    // Batches that the thread has begun need not be kept.
    for (const before of this.#waiting.keys()) {
      if (Atomics.load(this.#taken, before) === 0) break;
      this.#waiting.delete(before);
    }
    this.#batches += 1;
    this.#files = [];
  }

  /** Writes batches that the thread has not begun, from the last, until both meet. */
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
        throw Object.assign(new Error(`the writer thread wrote nothing for ${PATIENCE_MS} ms`), {
          code: 'ETIMEDOUT',
        });
      before = written;
      Atomics.wait(this.#flags, 0, 0, PATIENCE_MS);
    }
  }
}
