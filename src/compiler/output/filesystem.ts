import type { Dirent, Stats } from 'node:fs';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../text/error-code.ts';

/**
 * Every disk operation that writing a tree needs; nothing else in this folder touches the disk.
 * All throw as `node:fs` does, with a `code` such as `ENOENT`.
 */
export interface FileSystem {
  /** Names and kinds in a directory; symbolic links are reported, not followed. */
  readdir(path: string): Dirent[];
  /** The bytes of a regular file; fails on anything else, without waiting for a pipe or following a symbolic link. */
  readFile(path: string): Buffer;
  /** Creates a file, mode 0644 under the umask; fails with `EEXIST` if the path exists. */
  writeFile(path: string, content: string | Buffer): void;
  /** Creates one directory, mode 0755 under the umask. */
  mkdir(path: string): void;
  /** Creates a directory and its parents; returns the topmost one created, or undefined if all existed. */
  mkdirAll(path: string): string | undefined;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  rmdir(path: string): void;
  lstat(path: string): Pick<Stats, 'mtimeMs' | 'isDirectory'>;
}

// Windows has neither flag: there, opening a link cannot be refused. A pipe without a writer would never open.
const ITSELF = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Replaces Node's `recursive` option, which reports ENOENT on a read-only file system, and never returns if the system
 * reports ENOENT for a directory whose parent exists, as in `/proc` (node_file.cc, MKDirpSync).
 */
function mkdirAll(path: string): string | undefined {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && missing.at(-1) !== at; at = dirname(at)) missing.push(at);
  let topmost: string | undefined;
  for (const directory of missing.reverse()) {
    try {
      mkdirSync(directory, { mode: 0o755 });
      topmost ??= directory;
    } catch (error) {
      // Another run may have made it in the meantime.
      if (!(codeOf(error) === 'EEXIST' && existsSync(directory))) throw error;
    }
  }
  return topmost;
}

/** The real disk, synchronously: for many small files a promise costs more than the system call. */
export const nodeFileSystem: FileSystem = {
  readdir: (path) => readdirSync(path, { withFileTypes: true }),
  readFile(path) {
    const file = openSync(path, ITSELF);
    try {
      if (!fstatSync(file).isFile())
        throw Object.assign(new Error('no regular file'), { code: 'EFTYPE', path });
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  },
  writeFile: (path, content) => writeFileSync(path, content, { flag: 'wx', mode: 0o644 }),
  mkdir: (path) => mkdirSync(path, { mode: 0o755 }),
  mkdirAll,
  rename: renameSync,
  unlink: unlinkSync,
  rmdir: (path) => rmdirSync(path),
  lstat: (path) => lstatSync(path),
};

/** Removes a directory and everything below it; does not follow links. */
export function removeTree(fs: FileSystem, path: string): void {
  for (const entry of fs.readdir(path)) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) removeTree(fs, below);
    else fs.unlink(below);
  }
  fs.rmdir(path);
}
