import { removalAt, renamingAt, settingAt } from '../../compiler/text/edits.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { onlySuggestion } from '../../compiler/text/suggest.ts';

/** Takes out a key that stands where it does nothing, or harm. */
export const withoutKey = (place: Place): Fix | undefined =>
  place.derivedFrom === undefined
    ? { title: `remove ${String(place.pointer.at(-1))}`, edits: [removalAt(place)] }
    : undefined;

/** Writes another value where one is written. */
export const withValue = (place: Place, value: string | number | boolean): Fix | undefined =>
  place.derivedFrom === undefined
    ? { title: `write ${JSON.stringify(value)}`, edits: [settingAt(place, value)] }
    : undefined;

/** Writes a list where one value is written. */
export const withItems = (place: Place, items: readonly string[]): Fix | undefined =>
  place.derivedFrom === undefined ? { title: 'write a list', edits: [settingAt(place, items)] } : undefined;

/** Gives a key the name that was surely meant: see {@link onlySuggestion}. */
export function withKey(place: Place, known: readonly string[]): Fix | undefined {
  const suggestion = onlySuggestion(String(place.pointer.at(-1)), known);
  return suggestion === undefined || place.derivedFrom !== undefined
    ? undefined
    : { title: `write "${suggestion}"`, edits: [renamingAt(place, suggestion)] };
}
