import type { Json } from '../text/json.ts';
import type { EstateChange, Side } from './compare.ts';
import { compare } from './compare.ts';
import type { ValueChange } from './value-change.ts';
import type { WordChange } from './word-change.ts';
import { withWord } from './word-change.ts';

/** The same value, changed in the same way. */
function keyOf({ site, node, what, path, from, to }: ValueChange): string {
  return JSON.stringify([site, node, what, path, from, to]);
}

/** More words than anybody asks about one by one: each takes as long as reading a topology. */
const MOST = 40;

/** What would change if one topology became another one; undefined where that cannot be asked. */
function valuesOf(before: Side, after: Side, written: Json | undefined): ReadonlySet<string> | undefined {
  const side = written === undefined ? undefined : after.rebuilt?.(written);
  return side && new Set(compare(before, side).values.map(keyOf));
}

/**
 * What asks which word a value follows from, where no place tells: the word that changes the value alone, else the word without
 * which it does not change. Each word is tried once, when the first value is asked about.
 */
export function causesIn(
  change: EstateChange,
  words: readonly WordChange[],
  renamed: ReadonlyMap<string, string>,
): (value: ValueChange) => readonly WordChange[] {
  const { before, after } = change;
  const [from, to] = [
    { value: before.written, renamed },
    { value: after.written, renamed: new Map<string, string>() },
  ];
  if (words.length > MOST || !after.rebuilt) return () => [];
  let alone: ReadonlyMap<WordChange, ReadonlySet<string> | undefined> | undefined;
  let without: ReadonlyMap<WordChange, ReadonlySet<string> | undefined> | undefined;
  return (value) => {
    const key = keyOf(value);
    alone ??= new Map(words.map((word) => [word, valuesOf(before, after, withWord(from, to, word.route))]));
    const found = words.filter((word) => alone?.get(word)?.has(key));
    if (found.length > 0) return found;
    without ??= new Map(words.map((word) => [word, valuesOf(before, after, withWord(to, from, word.route))]));
    return words.filter((word) => without?.get(word)?.has(key) === false);
  };
}
