import { expect, test } from 'vitest';
import { readPattern } from '../../src/pghba/regex.ts';

test('a pattern is a test of a name', () => {
  const pattern = readPattern('^app_(?:one|two)$');
  expect(pattern.kind === 'test' && ['app_one', 'app_three'].map(pattern.test)).toEqual([true, false]);
});

test.each([
  ['thousands of parentheses, which V8 does not survive', `${'(?:'.repeat(50_000)}a${')*'.repeat(50_000)}`],
  ['a pattern longer than names are', 'a'.repeat(1001)],
])('nothing is said of %s', (_, source) => {
  expect(readPattern(source)).toEqual({ kind: 'unknown' });
});

test('parentheses that are not balanced are a problem', () => {
  expect(readPattern('(a')).toEqual({
    kind: 'problem',
    message: 'the parentheses of the pattern "(a" are not balanced',
  });
});
