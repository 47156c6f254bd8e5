import type { FileSystem } from '../../src/compiler/output/filesystem.ts';

export type Operation = keyof FileSystem;

/** The same file system, with a word before each operation; what `before` throws takes the operation's place. */
export function intercept(
  fs: FileSystem,
  before: (operation: Operation, path: string, text: string | undefined) => void,
): FileSystem {
  function wrap<A extends [string, ...string[]], R>(
    operation: Operation,
    call: (...args: A) => R,
  ): (...args: A) => R {
    return (...args) => {
      before(operation, args[0], args[1]);
      return call(...args);
    };
  }
  return {
    readdir: wrap('readdir', fs.readdir),
    readFile: wrap('readFile', fs.readFile),
    writeFile: wrap('writeFile', fs.writeFile),
    mkdir: wrap('mkdir', fs.mkdir),
    mkdirAll: wrap('mkdirAll', fs.mkdirAll),
    rename: wrap('rename', fs.rename),
    unlink: wrap('unlink', fs.unlink),
    rmdir: wrap('rmdir', fs.rmdir),
    lstat: wrap('lstat', fs.lstat),
  };
}

/**
 * A file system on which a process dies at its n-th operation (from 0), a write half done.
 * @param die ends the process, or throws what no handler takes for a failure of the disk.
 */
export function dyingAt(fs: FileSystem, n: number, die: () => never): FileSystem {
  let count = 0;
  return intercept(fs, (operation, path, text) => {
    if (count === n && operation === 'writeFile')
      fs.writeFile(path, (text ?? '').slice(0, (text ?? '').length / 2));
    if (count >= n) die();
    count += 1;
  });
}

/** What a run throws whose process died: from then on no operation of it reaches the disk, whatever it handles. */
export class Death extends Error {}

/** Throws a {@link Death}. */
export function dieByThrowing(): never {
  throw new Death('the process died');
}

/** A failure as `node:fs` throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
