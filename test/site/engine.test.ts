import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Question } from '../../src/site/judge/messages.ts';
import { Engine } from '../../src/site/playground/engine.ts';

/** A worker that answers only when the test says so. */
class SlowWorker extends EventTarget {
  readonly asked: Question[] = [];
  isEnded = false;

  postMessage(question: Question): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function slowEngine(): { readonly engine: Engine; readonly workers: SlowWorker[] } {
  const workers: SlowWorker[] = [];
  const engine = new Engine(() => {
    const worker = new SlowWorker();
    workers.push(worker);
    return worker;
  });
  return { engine, workers };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('gives each answer to its question, in whatever order they come', async () => {
  const { engine, workers } = slowEngine();
  const [one, other] = [engine.ask('compile', { text: 'a' }), engine.ask('plan', { from: 'a', to: 'b' })];
  const [first, second] = workers[0]?.asked ?? [];
  workers[0]?.say({ id: second?.id, answers: { text: 'nothing changes' } });
  workers[0]?.say({ id: first?.id, answers: { files: [] } });
  expect(await one).toEqual({ files: [] });
  expect(await other).toEqual({ text: 'nothing changes' });
  expect(workers).toHaveLength(1);
});

it('says why a question has no answer', async () => {
  const { engine, workers } = slowEngine();
  const asked = engine.ask('compile', { text: 'a' });
  workers[0]?.say({ id: workers[0].asked[0]?.id, failure: 'RangeError: too deep' });
  await expect(asked).rejects.toThrow('RangeError: too deep');
  expect(workers[0]?.isEnded).toBe(false);
});

it('ends a worker that does not answer, and asks another one next time', async () => {
  const { engine, workers } = slowEngine();
  const both = Promise.allSettled([engine.ask('judge', { text: 'a' }), engine.ask('compile', { text: 'a' })]);
  vi.runAllTimers();
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(workers[0]?.isEnded).toBe(true);
  const next = engine.ask('compile', { text: 'b' });
  workers[1]?.say({ id: workers[1].asked[0]?.id, answers: { files: undefined } });
  expect(await next).toEqual({ files: undefined });
});
