import type { Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import { isMap } from '../text/json.ts';

/** Every value of a configuration that holds no other one, with the path to it: scalars, empty lists and empty maps. */
export function* leaves(value: Json | undefined, path: Pointer): Generator<readonly [Pointer, Json]> {
  if (value === undefined) return;
  if (Array.isArray(value) && value.length > 0)
    for (const [index, item] of value.entries()) yield* leaves(item, [...path, index]);
  else if (isMap(value) && Object.keys(value).length > 0)
    for (const [key, member] of Object.entries(value)) yield* leaves(member, [...path, key]);
  else yield [path, value as Json];
}
