import { expect, test } from 'vitest';
import { inPieces, shared } from '../../src/compiler/text/pieces.ts';

const LONG = 'long '.repeat(300);
const OTHER = 'other '.repeat(300);

test('a long text is a piece of its own, the very same string', () => {
  const pieces = inPieces(() => `a ${shared(LONG)} b ${shared(OTHER)}${shared(LONG)}`);
  expect(pieces.join('')).toBe(`a ${LONG} b ${OTHER}${LONG}`);
  expect(pieces).toContain(LONG);
});

test('what is done to the text leaves it whole', () => {
  const pieces = inPieces(() => `${shared(LONG)}\n\n\n\n`.replace(/\n+/g, '\n').trim());
  expect(pieces.join('')).toBe(LONG);
});

test('a short text, and one that no file is made of, stays as it is', () => {
  expect(inPieces(() => `a ${shared('short')}`)).toEqual(['a short']);
  expect(shared(LONG)).toBe(LONG);
});

test('one file made inside another does not mix with it, nor does one that failed', () => {
  const outer = inPieces(() => {
    const inner = inPieces(() => shared(OTHER));
    expect(inner.join('')).toBe(OTHER);
    return shared(LONG);
  });
  expect(outer.join('')).toBe(LONG);
  expect(() =>
    inPieces(() => {
      throw new RangeError(shared(LONG).slice(0, 1));
    }),
  ).toThrow(RangeError);
  expect(shared(LONG)).toBe(LONG);
});
