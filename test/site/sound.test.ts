import { expect, it } from 'vitest';
import { afterJudging, NOTHING_JUDGED } from '../../src/site/playground/sound.ts';

/** What is compared after these texts: those with "!" have errors. */
const after = (...texts: readonly string[]) =>
  texts.reduce((states, text) => afterJudging(states, text, !text.endsWith('!')), NOTHING_JUDGED);

it('compares with the first text while edits keep the topology sound', () => {
  expect(after('a', 'ab', 'abc')).toEqual({ current: 'abc', before: 'a', isSound: true });
});

it('shows the last sound state while there are errors', () => {
  expect(after('a', 'ab', 'ab!', 'abc!')).toEqual({ current: 'ab', before: 'a', isSound: false });
});

it('compares with the last sound state once errors are gone', () => {
  expect(after('a', 'ab', 'ab!', 'abc')).toEqual({ current: 'abc', before: 'ab', isSound: true });
});

it('has nothing to show before the first sound state, which is compared with itself', () => {
  expect(after('a!')).toEqual({ current: undefined, before: undefined, isSound: false });
  expect(after('a!', 'a')).toEqual({ current: 'a', before: 'a', isSound: true });
});
