import type { Fix, Place } from '../../compiler/text/finding.ts';
import { surelyMeant } from '../../compiler/text/suggest.ts';

/** Takes out an override where what is derived without it is right; none where no override says it. */
export function withoutOverride({ pointer, near }: Place): Fix | undefined {
  if (!pointer.includes('overrides') || near !== undefined) return undefined;
  return {
    title: `remove the override of ${String(pointer.at(-1))}`,
    edits: [{ kind: 'remove', at: pointer }],
  };
}

/** Takes out a key that stands where it does nothing, or harm. */
export const withoutKey = ({ pointer, near }: Place): Fix | undefined =>
  near === undefined
    ? { title: `remove ${String(pointer.at(-1))}`, edits: [{ kind: 'remove', at: pointer }] }
    : undefined;

/** Writes another value where one is written. */
export const withValue = ({ pointer, near }: Place, value: string | number | boolean): Fix | undefined =>
  near === undefined
    ? { title: `write ${JSON.stringify(value)}`, edits: [{ kind: 'set', at: pointer, value }] }
    : undefined;

/** Writes a list where one value is written. */
export const withItems = ({ pointer, near }: Place, items: readonly string[]): Fix | undefined =>
  near === undefined
    ? { title: 'write a list', edits: [{ kind: 'set', at: pointer, value: items }] }
    : undefined;

/** Gives a key the name that was surely meant: see {@link surelyMeant}. */
export function withKey({ pointer, near }: Place, known: readonly string[]): Fix | undefined {
  const meant = surelyMeant(String(pointer.at(-1)), known);
  return meant === undefined || near !== undefined
    ? undefined
    : { title: `write "${meant}"`, edits: [{ kind: 'rename', at: pointer, key: meant }] };
}
