import type { Estate } from '../../compiler/estate/estate.ts';

/** Works out something of an estate once, for all rules that ask. */
export function memoized<Result>(work: (estate: Estate) => Result): (estate: Estate) => Result {
  const known = new WeakMap<Estate, { readonly result: Result }>();
  return (estate) => {
    const found = known.get(estate) ?? { result: work(estate) };
    known.set(estate, found);
    return found.result;
  };
}
