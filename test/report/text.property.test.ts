import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from '../../src/compiler/report/text.ts';
import type { Position, Span } from '../../src/compiler/text/finding.ts';
import { finding, related, report } from './sample.ts';

/** Pieces of a line with what a terminal shows for them and how wide, known without any table. */
const PIECES: readonly { source: string; shown: string; width: number }[] = [
  ...[...'abc: {}-#"'].map((source) => ({ source, shown: source, width: 1 })),
  ...['é', 'ß', 'я', '→'].map((source) => ({ source, shown: source, width: 1 })),
  ...['서', '울', '中', '、', '🚀'].map((source) => ({ source, shown: source, width: 2 })),
  { source: 'e\u0301', shown: 'e\u0301', width: 1 },
  { source: '\u1109\u1165\u11bc', shown: '\u1109\u1165\u11bc', width: 2 },
  { source: '\t', shown: '    ', width: 4 },
  { source: '\u001b', shown: '␛', width: 1 },
  { source: '\u202e', shown: '<U+202E>', width: 8 },
  { source: '\ufeff', shown: '<U+FEFF>', width: 8 },
];

type Pieces = readonly (typeof PIECES)[number][];

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 });
const widthOf = (of: Pieces): number => of.reduce((sum, { width }) => sum + width, 0);
const sourceOf = (of: Pieces): string => of.map(({ source }) => source).join('');
const shownOf = (of: Pieces): string => of.map(({ shown }) => shown).join('');
const pointsOf = (of: Pieces): number => [...sourceOf(of)].length;

const position = (line: number, column: number): Position => ({ line, column, offset: 0 });

test('carets stand under what is meant, whatever the line is made of', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, pieces, pieces, async (before, marked, behind) => {
      const line = [...before, ...marked, ...behind];
      fc.pre(line.length > 0 && pointsOf(line) <= 100);
      const span: Span = {
        start: position(1, pointsOf(before) + 1),
        end: position(1, pointsOf(before) + pointsOf(marked) + 1),
      };
      // An empty mark points at the whole character that follows, or behind the end of the line.
      const under = marked.length > 0 ? marked : behind.slice(0, 1);
      const output = await text(report(sourceOf(line), finding({ span })), {
        color: false,
      });
      const rows = output.split('\n');
      expect(rows[3]).toBe(`1 | ${shownOf(line)}`.trimEnd());
      expect(rows[4]).toBe(`  | ${' '.repeat(widthOf(before))}${'^'.repeat(widthOf(under) || 1)}`);
    }),
  );
});

test('carets stand under what is meant in lines that are cut', async () => {
  const word = fc.string({ unit: fc.constantFrom(...'abc:{} '), maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(word, word, async (before, behind) => {
      const target = 'TARGET';
      const start = position(1, before.length + 1);
      const end = position(1, before.length + target.length + 1);
      const output = await text(report(before + target + behind, finding({ span: { start, end } })), {
        color: false,
      });
      const [line = '', carets = ''] = output.split('\n').slice(3);
      const from = carets.indexOf('^');
      expect(line.slice(from, carets.length)).toBe(target);
      expect(line.length).toBeLessThanOrEqual('1 | '.length + 106);
    }),
  );
});

/** Everything a hostile text may hold: each code unit, ANSI, bidi, line ends of all sorts. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...'a: \t\n\r\u001b[0m\u0000\u007f\u0085\u009b\u2028\u202e\u2066\u200d\ufe0f🚀서\u0301\u{e0041}',
      '\ud83d',
    ),
    maxLength: 150,
  }),
);
const anyNumber = fc.oneof(fc.integer({ min: -2, max: 200 }), fc.double());
const anyPosition = fc.record({
  line: fc.oneof(fc.integer({ min: 0, max: 5 }), anyNumber),
  column: anyNumber,
  offset: anyNumber,
});
const anySpan = fc.record({ start: anyPosition, end: anyPosition });
const anyFinding = fc.record({
  rule: hostile,
  severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
  message: hostile,
  span: anySpan,
  related: fc.array(fc.record({ span: anySpan, message: hostile }), { maxLength: 4 }),
  why: hostile,
  help: hostile,
});

test('any text with any spans is shown, and steers no terminal', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      fc.array(anyFinding, { maxLength: 3 }),
      async (file, source, diagnostics) => {
        const output = await text(
          { version: '1', files: [{ file, text: source, diagnostics }] },
          { color: false },
        );
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      },
    ),
    { numRuns: 500 },
  );
});

test('a finding takes as many lines as its frame has, not as many as its message holds', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (message, label) => {
      const span = { start: position(1, 1), end: position(1, 2) };
      const output = await text(
        report('a: b\n', finding({ message, span, related: [related(span, label)] })),
        {
          color: false,
        },
      );
      expect(output.split('\n')).toHaveLength(8);
    }),
  );
});
