import type { Host } from '../cli/host.ts';

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

/** The files that look like topologies. Keeps a file that cannot be opened: the linter says why. */
export function onlyTopologies(host: Host, files: readonly string[]): string[] {
  return files.filter((file) => {
    if (file === '-') return true;
    try {
      // The keys are ASCII: without the zeros of UTF-16 they can be read in any encoding.
      return looksLikeTopology(Buffer.from(host.readFile(file)).toString('latin1').replaceAll('\0', ''));
    } catch {
      return true;
    }
  });
}
