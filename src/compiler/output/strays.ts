import { ancestorsOf } from './path.ts';
import type { View } from './view.ts';

/** A file of a tree, by its path from the root. */
interface Named {
  readonly path: string;
}

/** The known parts of a tree. */
interface Known {
  readonly files: readonly Named[];
  readonly orphans: readonly Named[];
  readonly obstacles: readonly Named[];
  readonly view: View;
}

/** A folder with a site's dynamic configuration belongs to the site; each folder in it goes to a node as a whole. */
const SITE = /^([^/]+)\/dcs\.yml$/;

/** If there are more files, their folder is named instead. */
const FEW = 5;

/**
 * Files in the folders of nodes that no run of this tool wrote. Whatever their names, they would be copied to the root of
 * a node with the other files.
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
    // Other files may be beside the folders of nodes.
    for (const [name, kind] of view.entries(site) ?? []) {
      const node = `${site}/${name}`;
      if (kind !== 'directory') continue;
      if (folders.has(node)) visit(node);
      else strays.push(...namesOf(view, node));
    }
  }
  return strays.sort();
}

/** The files of a folder that is not ours; if there are more than a few, the folder. */
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
