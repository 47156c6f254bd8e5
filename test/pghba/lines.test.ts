import { expect, test } from 'vitest';
import { logicalLines } from '../../src/pghba/lines.ts';

const read = (entries: readonly string[], major = 18) =>
  [...logicalLines(entries, major)].map(({ text, entry }) => [entry, text]);

test('an entry is a line, or several', () => {
  expect(read(['a', 'b'])).toEqual([
    [0, 'a'],
    [1, 'b'],
  ]);
  expect(read(['a\r\nb', 'c\n'])).toEqual([
    [0, 'a'],
    [0, 'b'],
    [1, 'c'],
    [1, ''],
  ]);
  expect(read(['a\0b\nc'])).toEqual([
    [0, 'a'],
    [0, 'c'],
  ]);
});

test('a backslash takes the next line in, from 14 on', () => {
  expect(read(['a \\', 'b\\', 'c', 'd'])).toEqual([
    [0, 'a bc'],
    [3, 'd'],
  ]);
  expect(read(['a\\\r\nb'])).toEqual([[0, 'ab']]);
  expect(read(['a\\'])).toEqual([[0, 'a']]);
  expect(read(['a\\', 'b'], 13)).toEqual([
    [0, 'a\\'],
    [1, 'b'],
  ]);
});

test('one of two backslashes is left, and does not count again', () => {
  expect(read(['a\\\\', '', 'b'])).toEqual([
    [0, 'a\\'],
    [2, 'b'],
  ]);
  expect(read(['a\\\\', 'b\\', 'c'])).toEqual([[0, 'a\\bc']]);
});
