import type { Place, Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';

export type JsonMap = { readonly [key: string]: Json | undefined };

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

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as one word, whatever it is: `String` throws at lists and maps with a map inside, whose objects inherit nothing. */
export const wordOf = (value: Json | undefined): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** The value at a path, or undefined. */
export function get(value: Json | undefined, ...path: Pointer): Json | undefined {
  // Rules and derivations ask thousands of times: a plain loop.
  let node = value;
  for (let at = 0; at < path.length && node !== undefined; at += 1) {
    const part = path[at] ?? '';
    if (Array.isArray(node)) node = node[Number(part)];
    // A slot may be called "constructor": what every object inherits was written by nobody.
    else node = isMap(node) && Object.hasOwn(node, part) ? node[part] : undefined;
  }
  return node;
}

export const textAt = (value: Json | undefined, ...path: Pointer): string | undefined => {
  const found = get(value, ...path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
};

/** The value at a path as a number; NaN where it is none. */
export const numericAt = (value: Json | undefined, ...path: Pointer): number => {
  const found = get(value, ...path);
  return typeof found === 'object' ? Number.NaN : Number(found);
};

export const mapAt = (value: Json | undefined, ...path: Pointer): JsonMap => {
  const found = get(value, ...path);
  return isMap(found) ? found : {};
};

export const listAt = (value: Json | undefined, ...path: Pointer): readonly Json[] => {
  const found = get(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** Maps merge key by key, anything else replaces, null removes. The base is not changed. */
export function merge(base: JsonMap, over: JsonMap): JsonMap {
  const result: { [key: string]: Json | undefined } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else if (isMap(value)) result[key] = merge(mapAt(result, key), value);
    else result[key] = value;
  }
  return result;
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
