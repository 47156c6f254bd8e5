import type { Kind, Questions, Reply } from '../judge/messages.ts';

/** Milliseconds after which a question counts as unanswerable, far above what the largest topology takes. */
const PATIENCE = 20_000;

interface Waiting {
  readonly resolve: (answers: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What the engine needs of a worker. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Asks the worker. One that does not answer is ended, and another one takes its place. */
export class Engine {
  readonly #make: () => WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  #worker: WorkerLike | undefined;
  #last = 0;

  /** @param make starts a worker; it is called when the first question is asked, and after a worker was ended */
  constructor(make: () => WorkerLike) {
    this.#make = make;
  }

  /** @throws Error (by rejection) if the worker fails, or does not answer in time */
  ask<One extends Kind>(kind: One, asks: Questions[One]['asks']): Promise<Questions[One]['answers']> {
    const worker = this.#running();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail('the topology takes too long to judge'), PATIENCE);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, kind, asks });
    });
  }

  #running(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#make();
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#take(data));
    worker.addEventListener('error', ({ message }) => {
      if (worker === this.#worker) this.#fail(message || 'the worker does not start');
    });
    this.#worker = worker;
    return worker;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    this.#waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if ('failure' in reply) waiting.reject(new Error(reply.failure));
    else waiting.resolve(reply.answers as never);
  }

  #fail(message: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject, timer } of all) {
      clearTimeout(timer);
      reject(new Error(message));
    }
  }
}
