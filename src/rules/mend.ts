import type { Fix, Place } from '../compiler/diagnostic.ts';

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
