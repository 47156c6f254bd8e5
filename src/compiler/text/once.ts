/** What is worked out once for each object, and remembered by its identity: an equal object is another one. */
export type OncePer<Key extends object, Result> = (key: Key) => Result;

/** Works something out once for each object; what is remembered goes with the object. */
export function oncePer<Key extends object, Result>(work: (key: Key) => Result): OncePer<Key, Result> {
  const known = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    const found = known.get(key) ?? { result: work(key) };
    known.set(key, found);
    return found.result;
  };
}
