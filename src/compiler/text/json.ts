import type { Pointer } from './finding.ts';

/** A value of a configuration file. A member that is `undefined` is not written. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonMap = { readonly [key: string]: Json | undefined };

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any value as one word. `String` throws for lists and maps with a map inside, because these objects have no prototype. */
export const wordOf = (value: Json | undefined): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** The value at a path, or undefined. */
export function get(value: Json | undefined, ...path: Pointer): Json | undefined {
  // A plain loop, because rules and derivations call this thousands of times.
  let node = value;
  for (let at = 0; at < path.length && node !== undefined; at += 1) {
    const part = path[at] ?? '';
    if (Array.isArray(node)) node = node[Number(part)];
    // A slot may be named "constructor": inherited members are not part of the value.
    else node = isMap(node) && Object.hasOwn(node, part) ? node[part] : undefined;
  }
  return node;
}

export const textAt = (value: Json | undefined, ...path: Pointer): string | undefined => {
  const found = get(value, ...path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
};

/** The value at a path as a number; NaN if it is not a number. */
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
