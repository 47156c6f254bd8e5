/** Keys at the top of every topology. */
const TOP = ['version', 'name', 'primary', 'sites'];

/** A topology has one of these: many other files have a version and a name. */
const OWN = ['primary', 'sites'];

/**
 * Whether a text looks like a topology: at its top are at least two of the keys that every topology has, `sites` or
 * `primary` among them. The others may be misspelt or missing: the linter reports that.
 */
export function looksLikeTopology(text: string): boolean {
  const has = (key: string): boolean =>
    new RegExp(`^(?:\\xef\\xbb\\xbf|\\xff\\xfe)?(["']?)${key}\\1[ \\t]*:`, 'm').test(text);
  const found = TOP.filter(has);
  return found.length >= 2 && OWN.some((key) => found.includes(key));
}
