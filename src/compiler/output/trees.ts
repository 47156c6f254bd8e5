import { codeOf } from '../text/error-code.ts';
import { withWords } from './error.ts';
import { type FileSystem, nodeFileSystem } from './filesystem.ts';
import { parseManifest } from './manifest.ts';
import { MANIFEST } from './path.ts';
import { viewOf } from './view.ts';

/** The folders directly below this one with a tree that this tool wrote (they have a valid manifest), sorted. */
export function treesBelow(top: string, disk: FileSystem = nodeFileSystem): string[] {
  const fs = withWords(disk);
  try {
    const view = viewOf(fs, top);
    const folders = [...(view.entries('') ?? [])].flatMap(([name, kind]) =>
      kind === 'directory' ? [name] : [],
    );
    return folders
      .filter((name) => view.kind(`${name}/${MANIFEST}`) === 'file')
      .map((name) => `${top}/${name}`)
      .filter((root) => parseManifest(fs.readFile(`${root}/${MANIFEST}`).toString()) !== undefined)
      .sort();
  } catch (error) {
    // A folder that cannot be read is no reason to fail: the trees were written.
    if (codeOf(error) === undefined) throw error;
    return [];
  }
}
