import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from '../../src/compiler/yaml/parse.ts';
import { PYYAML } from '../../src/compiler/yaml/pyyaml/pyyaml.ts';
import { EXAMPLES, ONLY_PYYAML_TAKES, ONLY_WE_TAKE } from '../compiler/pyyaml-documents.ts';
import { FUZZ } from '../fuzz.ts';
import { patroniPython } from './python.ts';
import { realDescribe } from './tools.ts';
import { document, scalar } from './yaml-texts.ts';

/** A value, or nothing where a text was refused; odd is a value that cannot be compared. */
type Verdict = { readonly value?: unknown; readonly odd?: true };

/** What the PyYAML of Patroni makes of texts: one process reads them all. */
function byPython(texts: readonly string[]): readonly Verdict[] {
  const output = execFileSync(patroniPython(), [join(import.meta.dirname, 'pyyaml.py')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const verdicts: readonly (Verdict & { refused?: string })[] = JSON.parse(output);
  return verdicts.map(({ refused, ...verdict }) => verdict);
}

function byUs(text: string): Verdict {
  const { value, diagnostics } = parse({ file: 'patroni.yml', text }, PYYAML);
  return diagnostics.some(({ severity }) => severity === 'error') ? {} : { value };
}

const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** Milliseconds since 1970 of a date that is still text. */
function instantOf(text: string): number | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const fraction = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const zone = (Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0)) * (found[8] === '-' ? -1 : 1);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - zone, second, fraction);
  return date.getTime();
}

/** Our value in the shape of Python's, where Python has a kind that JSON has not: dates, infinities. */
function inShapeOf(theirs: unknown, ours: unknown): unknown {
  if (Array.isArray(theirs) && Array.isArray(ours))
    return ours.map((item: unknown, index) => inShapeOf(theirs[index], item));
  if (typeof theirs !== 'object' || theirs === null) return ours;
  if ('$time' in theirs && typeof ours === 'string') return { $time: instantOf(ours) };
  if ('$float' in theirs && typeof ours === 'number')
    return { $float: String(ours).replace('Infinity', 'inf').replace('NaN', 'nan') };
  if (typeof ours !== 'object' || ours === null) return ours;
  const members = new Map(Object.entries(theirs));
  return Object.fromEntries(
    Object.entries(ours).map(([key, value]) => [key, inShapeOf(members.get(key), value)]),
  );
}

/** Without prototypes, and in one order: -0 and NaN stay what they are. */
const plainly = (value: unknown): unknown => structuredClone(value);

/** What is known to be read otherwise, and stands in the table: what holds itself, a colon right behind an anchor's name. */
const isKnown = (text: string): boolean =>
  /&\w*:/.test(text) ||
  parse({ file: 'patroni.yml', text }, PYYAML).diagnostics.some(({ message }) =>
    message.endsWith('is inside its own anchor'),
  );

/** Texts that we read otherwise than Python, with both readings. */
function differences(texts: readonly string[]): readonly unknown[] {
  const theirs = byPython(texts);
  return texts.flatMap((text, index) => {
    const python = theirs[index] ?? {};
    const ours = byUs(text);
    const shaped =
      'value' in ours && 'value' in python ? { value: inShapeOf(python.value, ours.value) } : ours;
    return python.odd || isDeepStrictEqual(plainly(shaped), plainly(python)) || isKnown(text)
      ? []
      : [{ text, python, ours }];
  });
}

realDescribe('the PyYAML of the Patroni that is installed', ['patroni'], () => {
  it('reads every example as the table says', () => {
    const verdicts = byPython(EXAMPLES.map(([text]) => text));
    for (const [index, [text, ...value]] of EXAMPLES.entries()) {
      const their = verdicts[index] ?? {};
      if (their.odd) continue;
      const expected = value.length === 0 ? {} : { value: inShapeOf(their.value, value[0]) };
      expect([text, their]).toEqual([text, expected]);
    }
    expect(byPython(ONLY_PYYAML_TAKES)).not.toContainEqual({});
    expect(byPython(ONLY_WE_TAKE)).toEqual(ONLY_WE_TAKE.map(() => ({})));
  });

  it('reads plain scalars of every form as we do', () => {
    const texts = fc.sample(scalar, { numRuns: Math.round(20_000 * FUZZ) });
    expect(differences(texts.map((text) => `- ${text}\n`)).slice(0, 20)).toEqual([]);
  });

  it('reads documents as we do: maps, lists, flow, merges, duplicates, anchors, tags', () => {
    const texts = fc.sample(document, { numRuns: Math.round(10_000 * FUZZ) });
    expect(differences(texts).slice(0, 20)).toEqual([]);
  });
});
