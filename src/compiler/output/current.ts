import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';
import { ancestorsOf, STAGING } from './path.ts';
import { viewOf } from './view.ts';
import type { Wanted, WantedFile } from './wanted.ts';

/**
 * Whether a tree is right byte for byte, and no run was cut off in it. Most runs find this, and then need no plan. The
 * manifest names what earlier runs wrote: if it is the wanted manifest, no other files of earlier runs are left. Reads
 * only; also `false` if something could not be read. On a system that cannot refuse to open a link, it accepts a link to
 * the same bytes.
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

/** Every directory that holds files, once. */
function directoriesOf(files: readonly WantedFile[]): string[] {
  return [...new Set(files.flatMap(({ path }) => ancestorsOf(path)))];
}
