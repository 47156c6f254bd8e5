import type { Dirent } from 'node:fs';
import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';
import { sha256 } from './manifest.ts';
import { ancestorsOf, parentOf } from './path.ts';

/** What is at a path; `special` is a symbolic link, a device or a pipe, which must not be opened. */
export type Kind = 'absent' | 'file' | 'directory' | 'special';

/**
 * The contents of a root, read without following symbolic links below it. Each directory is listed once, and no file is
 * looked at by itself: lookups below a missing directory cost nothing.
 */
export interface View {
  kind(path: string): Kind;
  /** Names in a directory, or undefined if it is not one. `''` is the root. */
  entries(directory: string): ReadonlyMap<string, Kind> | undefined;
  /** The topmost ancestor that exists but is not a directory. */
  obstacle(path: string): string | undefined;
}

/** Caches what it read: valid until something changes the tree. */
export function viewOf(fs: FileSystem, root: string): View {
  const seen = new Map<string, ReadonlyMap<string, Kind> | undefined>();

  function entries(directory: string): ReadonlyMap<string, Kind> | undefined {
    if (!seen.has(directory)) {
      const isListed = directory === '' || kind(directory) === 'directory';
      seen.set(directory, isListed ? list(fs, directory === '' ? root : `${root}/${directory}`) : undefined);
    }
    return seen.get(directory);
  }

  function kind(path: string): Kind {
    const parent = parentOf(path);
    const name = parent === '' ? path : path.slice(parent.length + 1);
    return entries(parent)?.get(name) ?? 'absent';
  }

  function obstacle(path: string): string | undefined {
    return ancestorsOf(path).find((ancestor) => kind(ancestor) === 'file' || kind(ancestor) === 'special');
  }

  return { kind, entries, obstacle };
}

function list(fs: FileSystem, path: string): ReadonlyMap<string, Kind> | undefined {
  try {
    return new Map(fs.readdir(path).map((entry) => [entry.name, kindOf(entry)]));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function kindOf(entry: Dirent): Kind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'special';
}

/** `absent`, `directory`, `special`, or the hash of a file: shows whether a path has changed. */
export type Fingerprint = string;

/** The fingerprint of a path. */
export function fingerprint(fs: FileSystem, root: string, view: View, path: string): Fingerprint {
  const kind = view.kind(path);
  if (kind !== 'file') return kind;
  const content = readWhole(fs, `${root}/${path}`);
  return content === undefined ? 'special' : sha256(content);
}

/** A file's bytes; undefined if it is too large for a buffer, so this tool did not write it. */
export function readWhole(fs: FileSystem, path: string): Buffer | undefined {
  try {
    return fs.readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ERR_FS_FILE_TOO_LARGE') return undefined;
    throw error;
  }
}

/**
 * Whether a directory is empty once some files below it are removed.
 * A directory that held none of these files belongs to somebody else, even if it is empty.
 */
export function isEmptiedBy(removed: ReadonlySet<string>, view: View, directory: string): boolean {
  const held = [...removed].some((path) => path.startsWith(`${directory}/`));
  if (!held) return false;
  return [...(view.entries(directory) ?? [])].every(([name, kind]) => {
    const path = `${directory}/${name}`;
    return kind === 'directory' ? isEmptiedBy(removed, view, path) : removed.has(path);
  });
}
