import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/compiler/text/lines.ts';

/** Line and column by the definition, counted from the start of the text. */
function counted(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}

describe('a position', () => {
  test('is a line and a column of code points, in any order and on lines of any length', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', '\u{1f418}', '\u00fc', '\ud83d', '\udc18'),
      maxLength: 3000,
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (all, at) => {
          const text = all.join('\n');
          const lines = linesOf(text);
          for (const part of at) {
            const offset = Math.floor(part * text.length);
            expect(lines.position(offset)).toEqual({ ...counted(text, offset), offset });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('outside the text is at its nearest end', () => {
    const lines = linesOf('ab\nc');
    expect(lines.span(-1, 99)).toEqual({
      start: { line: 1, column: 1, offset: 0 },
      end: { line: 2, column: 2, offset: 4 },
    });
  });
});
