import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';

/** The tree could not be read or written. The message names the path and the cause in words. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** The system's code (`ENOSPC`, `EACCES`, …), or `ELOCKED` if another run is writing the same tree. */
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
  EEXIST: 'something with that name already exists',
  EFTYPE: 'it is not a regular file',
  EIO: 'the disk reported an error',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link, or its path leads through too many of them',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it does not exist',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is not a directory',
  ENOTEMPTY: 'the directory is not empty',
  EPERM: 'operation not permitted',
  ETIMEDOUT: 'the disk does not answer',
  EROFS: 'the file system is read-only',
  EXDEV: 'a part of the tree is on another file system',
};

/** The meaning of a system error code in words, or the code itself. */
export const causeOf = (code: string): string => CAUSES[code] ?? code;

/** Turns a failure of the file system into an error that names the operation; returns any other error unchanged. */
export function inWords(verb: string, path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof OutputError) return error;
  // Here ENOTDIR may be about the path itself or about a part of it.
  const cause =
    verb === 'list' && code === 'ENOTDIR' ? 'the path, or a part of it, is not a directory' : causeOf(code);
  return new OutputError(`cannot ${verb} ${path}: ${cause}`, code, path, error);
}

/** The path to report: of a rename, its target; of a directory that cannot be made, the one that failed, maybe a parent. */
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

/** The same file system, with failures as {@link OutputError}. */
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
