import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';

/** The tree could not be read or written. The message names the path and the cause in words. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** What the system said (`ENOSPC`, `EACCES`, …), or `ELOCKED` when another run is writing the same tree. */
  readonly code: string;
  readonly path: string;

  constructor(message: string, code: string, path: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.path = path;
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something of that name is already there',
  EFTYPE: 'it is not a regular file',
  EIO: 'the disk reported an error',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link, or there are too many of them on the way',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it does not exist, or no longer',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is not a directory',
  ENOTEMPTY: 'the directory is not empty',
  EPERM: 'the system does not allow it',
  ETIMEDOUT: 'the disk does not answer',
  EROFS: 'the file system is read-only',
  EXDEV: 'a part of the tree is a file system of its own',
};

/** What a code of the system says of a path, in words where there are some. */
export const causeOf = (code: string): string => CAUSES[code] ?? code;

/** A failure of the file system, told with what was to be done; any other error as it is. */
export function inWords(verb: string, path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof OutputError) return error;
  // What cannot be listed because it is none is the path itself, or what a part of it names.
  const cause =
    verb === 'list' && code === 'ENOTDIR'
      ? 'it is not a directory, or a part of the path is none'
      : causeOf(code);
  return new OutputError(`cannot ${verb} ${path}: ${cause}`, code, path, error);
}

/** A rename is about the place it should have ended at, and a directory may not be made because of one above it. */
function placeOf(verb: string, [path, to]: readonly string[], error: unknown): string {
  if (verb === 'put in place' && to !== undefined) return to;
  const named = error instanceof Error && 'path' in error && typeof error.path === 'string';
  return verb === 'create directory' && named ? String(error.path) : (path ?? '');
}

function report<A extends [path: string, ...rest: string[]], R>(
  verb: string,
  call: (...args: A) => R,
): (...args: A) => R {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      throw inWords(verb, placeOf(verb, args, error), error);
    }
  };
}

/** The same file system, its failures told as {@link OutputError}. */
export function withWords(fs: FileSystem): FileSystem {
  return {
    readdir: report('list', fs.readdir),
    readFile: report('read', fs.readFile),
    writeFile: report('write', fs.writeFile),
    mkdir: report('create directory', fs.mkdir),
    mkdirAll: report('create directory', fs.mkdirAll),
    rename: report('put in place', fs.rename),
    unlink: report('remove', fs.unlink),
    rmdir: report('remove directory', fs.rmdir),
    lstat: report('look at', fs.lstat),
  };
}
