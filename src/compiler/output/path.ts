/** Holds a run's files until all are written. It is below the root, so that a rename never crosses file systems. */
export const STAGING = '.pgdr-compile';

/** The list of written files, itself the last file written. */
export const MANIFEST = 'manifest.json';

/**
 * Whether a path stays below the root and avoids the names that belong to this tool, on any platform.
 * Control characters are refused too: such a path would reach a terminal.
 */
export function isSafePath(path: string): boolean {
  if (path === MANIFEST || /[^ -~\u00a0-\uffff]|\\|^[A-Za-z]:/.test(path)) return false;
  const parts = path.split('/');
  if (parts[0]?.toLowerCase() === STAGING) return false;
  return parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The directory a path is in; `''` is the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The directories a path is in, topmost first, without the root. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) ancestors.push(path.slice(0, at));
  return ancestors;
}

/** Code unit order: the same on every machine, whatever its locale. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** @throws Error if artifacts cannot form one tree below a root: a bug of this program, not a mistake in the input */
export function assertTree(artifacts: readonly { readonly path: string }[]): void {
  const paths = new Set<string>();
  for (const { path } of artifacts) {
    if (!isSafePath(path)) throw new Error(`unsafe artifact path ${JSON.stringify(path)}`);
    if (paths.has(path)) throw new Error(`two artifacts have the path ${path}`);
    paths.add(path);
  }
  for (const path of paths) {
    const file = ancestorsOf(path).find((ancestor) => paths.has(ancestor) || ancestor === MANIFEST);
    if (file !== undefined) throw new Error(`artifact ${path} is below ${file}, which is a file`);
  }
}
