import type { Json } from '../compiler/emit/json.ts';
import { isMap } from '../compiler/estate/tree.ts';

/** A value as a message quotes it; what has more inside than a line holds is called by its kind. */
export const shown = (value: Json): string =>
  isMap(value) ? 'a map' : Array.isArray(value) ? 'a list' : JSON.stringify(value);
