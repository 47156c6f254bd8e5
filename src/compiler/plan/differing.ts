import type { JsonMap } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import type { IsSame } from './same.ts';

/** How two configurations are compared. */
export interface Comparison {
  readonly isSame: IsSame;
  /** Whether a map that only the made one has counts as a whole. */
  readonly isWhole: boolean;
}

/** The paths at which two configurations differ: the innermost ones, but for maps that count as a whole. */
export function differing(
  made: JsonMap,
  seen: JsonMap,
  comparison: Comparison,
  path: readonly string[] = [],
): string[][] {
  const { isSame, isWhole } = comparison;
  const keys = [...new Set([...Object.keys(made), ...Object.keys(seen)])];
  return keys.flatMap((key): string[][] => {
    const [one, other] = [made[key], seen[key]];
    const here = [...path, key];
    if (isSame(one, other, key) || (one === undefined && other === undefined)) return [];
    if (
      (isMap(other) && (isMap(one) || one === undefined)) ||
      (isMap(one) && other === undefined && !isWhole)
    ) {
      const below = differing(isMap(one) ? one : {}, isMap(other) ? other : {}, comparison, here);
      // An empty map where there is none.
      return below.length === 0 && one === undefined ? [] : below;
    }
    return [here];
  });
}
