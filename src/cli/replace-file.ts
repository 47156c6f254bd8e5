import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The mode and owner of a file. Throws if the file no longer holds what was read. */
function inspected(path: string, read: Uint8Array): Stats {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error('it is not a regular file');
    if (Buffer.compare(readFileSync(file), read) !== 0) throw new Error('it was changed in the meantime');
    return stat;
  } finally {
    closeSync(file);
  }
}

/** Fills a new file, and gives it the mode and, where the system permits, the owner of the old file. */
function fill(file: number, bytes: Uint8Array, { mode, uid, gid }: Stats): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Another user's file in our folder: it becomes ours, as with any editor.
  }
  fchmodSync(file, mode & 0o7777);
  fsyncSync(file);
}

/**
 * Replaces a file atomically: writes a new file beside it and renames that over it. A reader sees the old file or the
 * new file, also after a run that was cut off. A symbolic link stays; its target is replaced.
 * @param read what the file held when it was read
 * @throws a system error; an Error if it is not a regular file, or holds something else by now
 */
export function replaceFile(path: string, read: Uint8Array, text: string): void {
  const target = realpathSync(path);
  const stat = inspected(target, read);
  const name = `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`;
  const beside = join(dirname(target), name);
  const file = openSync(beside, 'wx', 0o600);
  try {
    try {
      fill(file, Buffer.from(text), stat);
    } finally {
      closeSync(file);
    }
    inspected(target, read);
    renameSync(beside, target);
  } catch (error) {
    unlinkSync(beside);
    throw error;
  }
}
