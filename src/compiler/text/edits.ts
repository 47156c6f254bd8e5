import type { Edit, Place, Pointer, Written } from './finding.ts';

/** Where an edit is made: an edit is in the document of the place that it is made for. */
const spot = ({ document, pointer }: Place): { readonly at: Pointer } & Pick<Place, 'document'> =>
  document === undefined ? { at: pointer } : { document, at: pointer };

/** Writes a value at a place. */
export const settingAt = (place: Place, value: Written): Edit => ({ kind: 'set', ...spot(place), value });

/** Takes out the key at a place, with all below it. */
export const removalAt = (place: Place): Edit => ({ kind: 'remove', ...spot(place) });

/** Adds an item to the list at a place. */
export const additionTo = (place: Place, value: Written): Edit => ({
  kind: 'append',
  ...spot(place),
  value,
});

/** Gives the key at a place another name. */
export const renamingAt = (place: Place, key: string): Edit => ({ kind: 'rename', ...spot(place), key });
