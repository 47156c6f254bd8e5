import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, merge } from '../text/json.ts';

/** The configuration of one program, each value with its source. */
export interface Tree {
  readonly value: JsonMap;
  /** The value without overrides: other files that mention this program are derived from the same settings. */
  readonly derived: JsonMap;
  /** Whether a person wrote the value at this path, or a part of it, as the program reads it: it is not derived. */
  isWritten(...path: Pointer): boolean;
  /** The place to name for what is at this path, or is missing there: where a person wrote it or took it away, else what it is derived from. */
  at(...path: Pointer): Place;
  /** Where a person takes away what would be at this path; undefined where nobody does. */
  removedAt(...path: Pointer): Place | undefined;
}

/** One written block, and its place. */
export interface WrittenBlock {
  readonly value: JsonMap;
  readonly pointer: Pointer;
}

/** The part of a path that a layer contains: all of it, up to a value that replaces everything below, or none. */
function reach(layer: WrittenBlock, path: Pointer): Pointer | undefined {
  let node: Json | undefined = layer.value;
  for (const [depth, part] of path.entries()) {
    const next = get(node, part);
    if (next === undefined) return depth > 0 && !isMap(node) ? path.slice(0, depth) : undefined;
    node = next;
  }
  return path;
}

/**
 * A derived configuration with overrides merged over it.
 * @param layers overrides, weakest first
 * @param origin where a derived value comes from
 */
export function overlay(
  derived: JsonMap,
  layers: readonly WrittenBlock[],
  origin: (path: Pointer) => Place,
): Tree {
  const value = layers.reduce((merged, layer) => merge(merged, layer.value), derived);
  const written = (path: Pointer): Place | undefined => {
    for (const layer of layers.toReversed()) {
      const found = reach(layer, path);
      if (found) return { pointer: [...layer.pointer, ...found], part: 'value' };
    }
    return undefined;
  };
  return {
    value,
    derived,
    isWritten: (...path) => written(path) !== undefined,
    at: (...path) => written(path) ?? origin(path),
    removedAt: (...path) => (get(value, ...path) === undefined ? written(path) : undefined),
  };
}
