import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';
import { ancestorsOf, STAGING } from './path.ts';
import { viewOf } from './view.ts';
import type { Wanted, WantedFile } from './wanted.ts';

/**
 * Whether a tree is, byte for byte, what it should be, and no run was cut off in it: what most runs find, and what
 * nothing is left to plan for. The manifest names what earlier runs wrote: where it is the wanted one, nothing is left
 * of others. Reads only; `false` also where something could not be read. Where the system cannot refuse to open a link, a
 * link to the same bytes will do.
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
  return [...new Set(files.flatMap(({ path }) => ancestorsOf(path)))];
}
