import { codeOf } from '../error-code.ts';
import type { FileSystem } from './filesystem.ts';
import type { Wanted, WantedFile } from './inspect.ts';
import { ancestorsOf, parentOf, STAGING } from './path.ts';
import { viewOf } from './view.ts';

/**
 * Whether a tree is, byte for byte, what it should be, and no run was cut off in it: what most runs find, and what
 * nothing is left to plan for. The manifest names what earlier runs wrote: where it is the wanted one, nothing is left
 * of others. Reads only; `false` also where something could not be read.
 */
export function isCurrent(fs: FileSystem, root: string, { files, manifest }: Wanted): boolean {
  const holds = ({ path, bytes }: WantedFile): boolean => fs.readFile(`${root}/${path}`).equals(bytes);
  try {
    return (
      viewOf(fs, root).kind(STAGING) === 'absent' &&
      holds(manifest) &&
      directoriesOf(files).every((directory) => fs.lstat(`${root}/${directory}`).isDirectory()) &&
      files.every(holds)
    );
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

/** Every directory that files are in, once. */
function directoriesOf(files: readonly WantedFile[]): string[] {
  const parents = new Set(files.map(({ path }) => parentOf(path)));
  return [...new Set([...parents].flatMap((parent) => ancestorsOf(`${parent}/`)))].filter(Boolean);
}
