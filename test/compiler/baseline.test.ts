import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf, baselineText, compareWith, parseBaseline } from '../../src/compiler/report/baseline.ts';
import type { FileReport } from '../../src/compiler/report/report.ts';
import { at, finding } from '../report/sample.ts';

const same = (file: string): string => file;

const reportOf = (file: string, ...routes: readonly (string | undefined)[]): FileReport => ({
  file,
  text: '',
  diagnostics: routes.map((route, index) =>
    finding({ message: `finding ${index}`, ...(route === undefined ? {} : { route }) }),
  ),
});

const ANY = fc.array(
  fc
    .record({ file: fc.constantFrom('a', 'b'), routes: fc.array(fc.constantFrom('x', 'y', undefined)) })
    .map(({ file, routes }) => reportOf(file, ...routes)),
  { maxLength: 2 },
);

const sizeOf = (reports: readonly FileReport[]): number =>
  reports.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);

describe('a baseline', () => {
  it('knows all that it was made of, and is left as it was', () => {
    fc.assert(
      fc.property(ANY, (reports) => {
        const baseline = baselineOf(reports, same);
        const compared = compareWith(baseline, reports, same);
        expect(sizeOf(compared.reports)).toBe(0);
        expect(compared).toMatchObject({ known: sizeOf(reports), gone: 0, rest: baseline });
      }),
    );
  });

  it('only shrinks, and accounts for every finding', () => {
    fc.assert(
      fc.property(ANY, ANY, (before, after) => {
        const baseline = baselineOf(before, same);
        const { reports, known, rest, gone } = compareWith(baseline, after, same);
        expect(sizeOf(reports) + known).toBe(sizeOf(after));
        const judged = after.map(({ file }) => file);
        const others = sizeOf(before.filter(({ file }) => !judged.includes(file)));
        expect(rest.findings.reduce((sum, { count }) => sum + count, 0)).toBe(known + others);
        expect(known + gone + others).toBe(sizeOf(before));
      }),
    );
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(ANY, (reports) => {
        const baseline = baselineOf(reports, same);
        expect(parseBaseline(baselineText(baseline))).toEqual(baseline);
      }),
    );
  });

  it('goes by the place, and by the words where there is none; not by lines', () => {
    const source = 'a: 1\nb: 2\n';
    const moved = (line: string, more: object) => ({
      file: 't',
      text: source,
      diagnostics: [finding({ span: at(source, line), ...more })],
    });
    const known = baselineOf([moved('a', { route: 'x', message: 'one' })], same);
    expect(compareWith(known, [moved('b', { route: 'x', message: 'another' })], same).known).toBe(1);
    const worded = baselineOf([moved('a', { message: 'one' })], same);
    expect(compareWith(worded, [moved('b', { message: 'one' })], same).known).toBe(1);
    expect(compareWith(worded, [moved('b', { message: 'another' })], same).known).toBe(0);
  });

  it.each(['', '[]', '{}', '{"format":2,"findings":[]}', '{"format":1,"findings":[{"file":"a"}]}'])(
    'is not %j',
    (text) => expect(parseBaseline(text)).toBeUndefined(),
  );
});
