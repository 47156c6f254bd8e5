import type { Comparison } from '../plan/differing.ts';
import { differing } from '../plan/differing.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap } from '../text/json.ts';
import type { Levels, Spread, Wanted } from './spread.ts';
import { spread } from './spread.ts';

/** A path as text, so that paths can be told apart. */
const keyOf = (path: readonly string[]): string => JSON.stringify(path);

/** What is at a path: null takes away what would be there. */
const valueOr = (value: JsonMap, path: readonly string[]): Json => get(value, ...path) ?? null;

/** One override, and where it is written. */
export interface Override {
  readonly path: readonly string[];
  readonly spread: Spread;
}

/** A configuration as it is made and as it is seen. */
export interface Pair {
  readonly made: JsonMap;
  readonly seen: JsonMap;
  /** Keys of which the files say nothing, because nothing reads them there now. */
  readonly unread?: readonly string[];
}

/** A configuration of each node of each site; undefined where there is none. */
export type Pairs = readonly (readonly (Pair | undefined)[])[];

/**
 * The overrides that make of each configuration the one that is seen.
 * @param isKept whether a difference is to be overridden
 */
export function overridesFor(
  pairs: Pairs,
  comparison: Comparison,
  levels: Levels,
  isKept: (path: readonly string[], seen: Json | undefined, made: Json | undefined) => boolean,
): Override[] {
  const { isSame } = comparison;
  const paths = new Map<string, readonly string[]>();
  for (const pair of pairs.flat())
    if (pair)
      for (const path of differing(pair.made, pair.seen, comparison))
        if (isKept(path, get(pair.seen, ...path), get(pair.made, ...path))) paths.set(keyOf(path), path);
  return [...paths.values()].map((path) => {
    const each = (read: (pair: Pair) => Json): Wanted =>
      pairs.map((site) =>
        site.map((pair) => (pair?.unread?.includes(path[0] ?? '') ? undefined : pair && read(pair))),
      );
    // What is the same in effect, or is left to this tool, is written as it is made, so that it is no override.
    const wanted = each((pair) => {
      const [made, seen] = [get(pair.made, ...path), get(pair.seen, ...path)];
      const isLeft = isSame(made, seen, path.at(-1)) || !isKept(path, seen, made);
      return valueOr(isLeft ? pair.made : pair.seen, path);
    });
    // What some site does not read at all says nothing of that site: it stays where it is seen.
    const isPartial = pairs.some((site) => site.some((pair) => pair?.unread?.includes(path[0] ?? '')));
    const made = each((pair) => valueOr(pair.made, path));
    return {
      path,
      spread: spread(wanted, made, isPartial ? { ...levels, top: false, startsAtTop: false } : levels),
    };
  });
}

/** The maps that have the same keys in another order: the outermost ones. */
function disordered(made: JsonMap, seen: JsonMap, path: readonly string[]): string[][] {
  const keys = Object.keys(seen).filter((key) => seen[key] !== undefined);
  if (
    path.length > 0 &&
    Object.keys(made)
      .filter((key) => made[key] !== undefined && keys.includes(key))
      .join() !== keys.join()
  )
    return [[...path]];
  return keys.flatMap((key) => {
    const [one, other] = [made[key], seen[key]];
    return isMap(one) && isMap(other) ? disordered(one, other, [...path, key]) : [];
  });
}

/** The paths of maps whose keys are not in the order in which some configuration is seen. */
export const outOfOrder = (pairs: Pairs): readonly (readonly string[])[] => [
  ...new Map(
    pairs
      .flat()
      .flatMap((pair) => (pair ? disordered(pair.made, pair.seen, []) : []))
      .map((path) => [keyOf(path), path] as const),
  ).values(),
];
