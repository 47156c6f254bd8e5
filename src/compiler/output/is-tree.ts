import { type FileSystem, nodeFileSystem } from './filesystem.ts';
import { MANIFEST } from './path.ts';

/** Whether a folder holds a compiled tree: it has a manifest. */
export function isTree(root: string, fs: Pick<FileSystem, 'lstat'> = nodeFileSystem): boolean {
  try {
    return !fs.lstat(`${root}/${MANIFEST}`).isDirectory();
  } catch {
    return false;
  }
}
