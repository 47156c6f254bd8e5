import type { Json } from '../../compiler/text/json.ts';
import { isMap } from '../../compiler/text/json.ts';
import { allTogether } from '../../compiler/text/together.ts';

/** A value as a message quotes it; what has more inside than a line holds is called by its kind. */
export const shown = (value: Json): string =>
  isMap(value) ? 'a map' : Array.isArray(value) ? 'a list' : JSON.stringify(value);

/** Names in one breath: `a`, `a and b`, `a, b and c`, and of more the first two and how many there are besides. */
export function together(names: readonly string[]): string {
  const shownNames = names.length > 4 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return allTogether(shownNames);
}
