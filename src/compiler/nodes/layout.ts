/** One file as it was given: its path in the folder, with `/`, and its text. */
export interface GivenFile {
  /** The name to show, as the user gave it. */
  readonly file: string;
  /** Below the folder: `seoul/pg-seoul-1/etc/patroni/patroni.yml`. */
  readonly path: string;
  readonly text: string;
}

/** Where a file belongs by its path. */
export interface Belonging {
  /** Undefined where all files lie side by side: the scope says it then. */
  readonly site: string | undefined;
  /** Undefined for what belongs to a site as a whole. */
  readonly node: string | undefined;
  /** The path on the node, from `/`; in a flat folder the name of the file. */
  readonly onNode: string;
}

/** Folders that lie at the root of a node. */
const ROOT: ReadonlySet<string> = new Set(['etc', 'var', 'usr', 'opt', 'srv', 'home', 'root', 'run', 'lib']);

/**
 * Where a file belongs: `<site>/<node>/<path from the root>`, as `build` writes it; `<node>/<path from the root>` of one site
 * alone; `<site>/<file>` of a site; a file beside others.
 */
export function belongingOf(path: string): Belonging {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const root = parts.findIndex((part) => ROOT.has(part));
  if (root >= 2) {
    const [site, node] = parts.slice(root - 2, root);
    return { site, node, onNode: `/${parts.slice(root).join('/')}` };
  }
  if (root === 1) return { site: undefined, node: parts[0], onNode: `/${parts.slice(1).join('/')}` };
  // The root of one node.
  if (root === 0) return { site: undefined, node: undefined, onNode: `/${parts.join('/')}` };
  const name = parts.at(-1) ?? '';
  // Files without their folders: of a node in a site, of a site, of nobody.
  if (parts.length >= 3) {
    // A data directory may lie anywhere: `seoul/pg1/data/pg/pg_hba.conf`.
    const rest = parts.slice(2);
    return { site: parts[0], node: parts[1], onNode: rest.length === 1 ? name : `/${rest.join('/')}` };
  }
  return { site: parts.length === 2 ? parts[0] : undefined, node: undefined, onNode: name };
}
