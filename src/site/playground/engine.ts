import type { Kind, Questions, Reply } from '../judge/messages.ts';

/** Milliseconds after which a question counts as unanswerable, far above what the largest topology takes. */
const PATIENCE = 20_000;

interface Waiting {
  readonly resolve: (answers: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: number;
}

/** Asks the worker. One that does not answer is ended, and another one takes its place. */
export class Engine {
  readonly #url: URL;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #last = 0;

  /** @param url of the worker's module */
  constructor(url: URL) {
    this.#url = url;
  }

  /** @throws Error (by rejection) if the worker fails, or does not answer in time */
  ask<One extends Kind>(kind: One, asks: Questions[One]['asks']): Promise<Questions[One]['answers']> {
    const worker = this.#running();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => this.#fail('the topology takes too long to judge'), PATIENCE);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, kind, asks });
    });
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#url, { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#take(data));
    worker.addEventListener('error', ({ message }) => this.#fail(message || 'the worker does not start'));
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
