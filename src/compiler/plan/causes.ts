import type { Json } from '../text/json.ts';
import type { EstateChange } from './compare.ts';
import { compare } from './compare.ts';
import type { ValueChange } from './value-change.ts';
import type { WordChange } from './word-change.ts';
import { withWord } from './word-change.ts';

/** The same value, changed in the same way, under the names that sites and machines have after the change. */
function keyOf(
  { site, node, what, path, from, to }: ValueChange,
  renamed: ReadonlyMap<string, string>,
): string {
  const name = renamed.get(`sites/${site}`) ?? site;
  const machine = node === undefined ? undefined : (renamed.get(`sites/${name}/nodes/${node}`) ?? node);
  return JSON.stringify([name, machine, what, path, from, to]);
}

/** More readings of machines than anybody waits for: each word takes as long as reading the topology. */
const MOST = 500;

/** What would change if one topology became another one; undefined where that cannot be asked. */
function valuesOf(
  { before, after }: EstateChange,
  written: Json | undefined,
  renamed: ReadonlyMap<string, string>,
): ReadonlySet<string> | undefined {
  const side = written === undefined ? undefined : after.rebuilt?.(written);
  return side && new Set(compare(before, side).values.map((one) => keyOf(one, renamed)));
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
  const machines = after.estate.sites.reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (words.length * machines > MOST || !after.rebuilt) return () => [];
  let alone: ReadonlyMap<WordChange, ReadonlySet<string> | undefined> | undefined;
  let without: ReadonlyMap<WordChange, ReadonlySet<string> | undefined> | undefined;
  return (value) => {
    const key = keyOf(value, renamed);
    alone ??= new Map(words.map((word) => [word, valuesOf(change, withWord(from, to, word.route), renamed)]));
    const found = words.filter((word) => alone?.get(word)?.has(key));
    if (found.length > 0) return found;
    without ??= new Map(
      words.map((word) => [word, valuesOf(change, withWord(to, from, word.route), renamed)]),
    );
    return words.filter((word) => without?.get(word)?.has(key) === false);
  };
}
