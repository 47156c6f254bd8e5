import type { Host } from '../cli/host.ts';

/** Keys at the top of every topology. */
const TOP = ['version', 'name', 'primary', 'sites'];

/** Of these a file must have one: many files have a version and a name. */
const OWN = ['primary', 'sites'];

/**
 * Whether a text looks like a topology: of the keys at its top two are those that every topology has, `sites` or
 * `primary` among them. One of them may be misspelt: what is wrong with the file is for the linter to say.
 */
export function looksLikeTopology(text: string): boolean {
  const has = (key: string): boolean =>
    new RegExp(`^(?:\\xef\\xbb\\xbf|\\xff\\xfe)?(["']?)${key}\\1[ \\t]*:`, 'm').test(text);
  const found = TOP.filter(has);
  return found.length >= 2 && OWN.some((key) => found.includes(key));
}

/** Of some files those that look like topologies. One that cannot be opened is kept: the linter says why. */
export function onlyTopologies(host: Host, files: readonly string[]): string[] {
  return files.filter((file) => {
    if (file === '-') return true;
    try {
      // The keys are ASCII: they show in any encoding, once the zeros of UTF-16 are out.
      return looksLikeTopology(Buffer.from(host.readFile(file)).toString('latin1').replaceAll('\0', ''));
    } catch {
      return true;
    }
  });
}
