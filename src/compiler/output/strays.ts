import { ancestorsOf } from './path.ts';
import type { View } from './view.ts';

/** A file of a tree, by its path from the root. */
interface Named {
  readonly path: string;
}

/** What is known of a tree. */
interface Known {
  readonly files: readonly Named[];
  readonly orphans: readonly Named[];
  readonly obstacles: readonly Named[];
  readonly view: View;
}

/** A folder that holds the dynamic configuration of a site is a site's: the folders in it go to nodes, whole. */
const SITE = /^([^/]+)\/dcs\.yml$/;

/** More files than this are told by their folder. */
const FEW = 5;

/**
 * What lies in the folders of nodes and that no run of this tool wrote, whatever it is called: it would go to the root
 * of a node with the rest.
 */
export function straysOf({ files, orphans, obstacles, view }: Known): string[] {
  const known = [...files, ...orphans, ...obstacles].map(({ path }) => path);
  const ours = new Set(known);
  const folders = new Set(known.flatMap(ancestorsOf));
  const strays: string[] = [];
  const visit = (folder: string): void => {
    for (const [name, kind] of view.entries(folder) ?? []) {
      const path = `${folder}/${name}`;
      if (kind !== 'directory') {
        if (!ours.has(path)) strays.push(path);
      } else if (folders.has(path)) visit(path);
      else if (!ours.has(path)) strays.push(...namesOf(view, path));
    }
  };
  for (const { path } of files) {
    const site = SITE.exec(path)?.[1];
    if (site === undefined) continue;
    // Beside the folders of nodes anything may lie.
    for (const [name, kind] of view.entries(site) ?? []) {
      const node = `${site}/${name}`;
      if (kind !== 'directory') continue;
      if (folders.has(node)) visit(node);
      else strays.push(...namesOf(view, node));
    }
  }
  return strays.sort();
}

/** The files of a folder that is not ours; where they are more than a few, the folder. */
function namesOf(view: View, folder: string): string[] {
  const files: string[] = [];
  for (const path of filesIn(view, folder)) {
    if (files.length === FEW) return [`${folder}/`];
    files.push(path);
  }
  return files;
}

function* filesIn(view: View, folder: string): Generator<string> {
  for (const [name, kind] of view.entries(folder) ?? []) {
    const path = `${folder}/${name}`;
    if (kind === 'directory') yield* filesIn(view, path);
    else yield path;
  }
}
