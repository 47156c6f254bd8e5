import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, merge } from '../text/json.ts';

/** Configuration as one program will read it, each value with its provenance. */
export interface Tree {
  readonly value: JsonMap;
  /** What it would be without overrides: what is said of this program elsewhere is derived from the same. */
  readonly derived: JsonMap;
  /** Whether an override says anything of the value at this path, or of what is below it. */
  isOverridden(...path: Pointer): boolean;
  /** Where a person wrote the value at this path, or what it was derived from. */
  at(...path: Pointer): Place;
  /** Where an override takes away what would be at this path; undefined where none does. */
  removedAt(...path: Pointer): Place | undefined;
}

/** One block a person wrote, and where. */
export interface Layer {
  readonly value: JsonMap;
  readonly pointer: Pointer;
}

/** How deep a path leads into a layer: the whole of it, up to a value that replaces what is below, or not at all. */
function reach(layer: Layer, path: Pointer): Pointer | undefined {
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
export function overlay(derived: JsonMap, layers: readonly Layer[], origin: (path: Pointer) => Place): Tree {
  const value = layers.reduce((merged, layer) => merge(merged, layer.value), derived);
  const overridden = (path: Pointer): Place | undefined => {
    for (const layer of layers.toReversed()) {
      const found = reach(layer, path);
      if (found) return { pointer: [...layer.pointer, ...found], part: 'value' };
    }
    return undefined;
  };
  return {
    value,
    derived,
    isOverridden: (...path) => overridden(path) !== undefined,
    at: (...path) => overridden(path) ?? origin(path),
    removedAt: (...path) => (get(value, ...path) === undefined ? overridden(path) : undefined),
  };
}
