import type { Tree } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import { isWithin } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap } from '../text/json.ts';

/** One source of a configuration: a file, or the variables of a daemon. */
export interface Source {
  readonly value: JsonMap;
  /** Whether it is of single values, such as variables: what is missing would rather be written in a file. */
  readonly isScattered?: boolean;
  /** Where what is at a path of this value is written. */
  place(path: Pointer): Place;
}

function withValue(map: JsonMap, [key = '', ...rest]: Pointer, value: Json): JsonMap {
  const old = map[key];
  return { ...map, [key]: rest.length === 0 ? value : withValue(isMap(old) ? old : {}, rest, value) };
}

/**
 * A source of single values, each written at a place of its own: variables, flags.
 * @param values in their order: of two for one path, the later counts
 */
export function sourceOfValues(
  values: readonly { readonly path: Pointer; readonly value: Json; readonly at: Place }[],
): Source {
  const latest = values.toReversed();
  return {
    isScattered: true,
    value: values.reduce((map, { path, value }) => withValue(map, path, value), {} as JsonMap),
    // What holds the path; else what is below it; else any of them.
    place: (path) =>
      (
        latest.find((one) => isWithin(path, one.path)) ??
        values.find((one) => isWithin(one.path, path)) ??
        values[0]
      )?.at ?? { pointer: [], part: 'value' },
  };
}

/**
 * A later source over an earlier one, as Patroni's `patch_config` (patroni/utils.py) has it: maps are merged, a null takes
 * a key away, and everything else is replaced, lists too.
 */
function patched(below: JsonMap, above: JsonMap): JsonMap {
  const result: { [key: string]: Json | undefined } = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = result[key];
    if (value === null) delete result[key];
    else result[key] = isMap(value) && isMap(old) ? patched(old, value) : value;
  }
  return result;
}

/** How much of a path a source says: all of it, or up to a value that has nothing below. */
function reach(value: JsonMap, path: Pointer): Pointer | undefined {
  let node: Json | undefined = value;
  for (const [depth, part] of path.entries()) {
    const next = get(node, part);
    if (next === undefined) return depth > 0 && !isMap(node) ? path.slice(0, depth) : undefined;
    node = next;
  }
  return path;
}

/** The longest part of a path that a source has. */
function depthIn(value: JsonMap, path: Pointer): number {
  let node: Json | undefined = value;
  for (const [depth, part] of path.entries()) {
    node = get(node, part);
    if (node === undefined) return depth;
  }
  return path.length;
}

/**
 * What a program reads of its sources, each value with the place where it is written.
 * @param sources weakest first; at least one
 */
export function treeOf(sources: readonly [Source, ...Source[]]): Tree {
  const value = sources.reduce((merged, source) => patched(merged, source.value), {} as JsonMap);
  const written = (path: Pointer): Place | undefined => {
    for (const source of sources.toReversed()) {
      const found = reach(source.value, path);
      if (found) return source.place(found);
    }
    return undefined;
  };
  /** The source that would have it: the one that has most of what is around it; of several, the last. */
  const missing = (path: Pointer): Place => {
    const files = sources.filter(({ isScattered }) => !isScattered);
    const candidates = files.length > 0 ? files : sources;
    const first = candidates[0] ?? sources[0];
    const home = candidates.reduce(
      (best, one) => (depthIn(one.value, path) >= depthIn(best.value, path) ? one : best),
      first,
    );
    const above = path.slice(0, depthIn(home.value, path));
    const place = home.place(path);
    return { ...place, derivedFrom: home.place(above).pointer };
  };
  return {
    value,
    // Nothing is derived: what other files say of this program is written there.
    derived: value,
    isWritten: (...path) => written(path) !== undefined,
    at: (...path) => written(path) ?? missing(path),
    removedAt: (...path) => (get(value, ...path) === undefined ? written(path) : undefined),
  };
}
