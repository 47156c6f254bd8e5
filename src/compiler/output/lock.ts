import { randomBytes } from 'node:crypto';
import { codeOf } from '../text/error-code.ts';
import { OutputError } from './error.ts';
import { type FileSystem, removeTree } from './filesystem.ts';
import { STAGING } from './path.ts';
import type { RunIdentity } from './run-identity.ts';
import { viewOf } from './view.ts';

/**
 * One run at a time writes a tree: it owns the directory `lock` in the staging directory.
 *
 * The owner is the *name* of the only entry in `lock`, and the directory is renamed into place with that entry in it.
 * So there is no moment at which a lock has no owner, which a kill could make last. A dead owner's entry is removed by
 * its name, which no other run has: two runs that find the same dead owner cannot remove each other's lock.
 */
export interface Lock {
  /** The owner's entry: it is gone if another run has taken the lock. */
  readonly entry: string;
}

/**
 * A run holds the lock for seconds. One of ten minutes is nobody's, even if its process seems to be there: numbers of
 * processes are used again, above all after a restart of a container, and on another host they cannot be asked for.
 */
const ABANDONED_MS = 10 * 60 * 1000;

// What a claim meets when the lock is taken, given back or cleared away at the same moment; `EPERM` is Windows' word.
const RACED: ReadonlySet<string> = new Set(['EEXIST', 'ENOENT', 'ENOTEMPTY', 'EPERM']);
const ATTEMPTS = 4;

/** Whether an entry of the staging directory is what a run waits for the lock with, or has died over. */
export const isClaim = (name: string): boolean => name.startsWith(CLAIM);
const CLAIM = 'claim-';

const OWNER = /^(\d+)-[0-9a-f]+-(.*)$/;

/**
 * Creates the root if need be, and takes the lock in it.
 * @throws OutputError `ELOCKED` when another run has it, or whatever the disk says.
 */
export function acquire(fs: FileSystem, root: string, self: RunIdentity): Lock {
  const name = `${self.pid}-${randomBytes(6).toString('hex')}-${encodeURIComponent(self.place)}`;
  const lock = `${root}/${STAGING}/lock`;
  const claim = `${root}/${STAGING}/${CLAIM}${name}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      fs.mkdirAll(claim);
      fs.writeFile(`${claim}/${name}`, '');
      fs.rename(claim, lock);
      return { entry: `${lock}/${name}` };
    } catch (error) {
      const owner = ownerOf(fs, root);
      const isHeld = owner !== undefined && isAlive(fs, `${lock}/${owner}`, `${claim}/${name}`, self);
      if (owner !== undefined && !isHeld) quietly(() => fs.unlink(`${lock}/${owner}`));
      quietly(() => removeTree(fs, claim));
      quietly(() => fs.rmdir(lock));
      if (!isHeld && attempt < ATTEMPTS && RACED.has(codeOf(error) ?? '')) continue;
      quietly(() => fs.rmdir(`${root}/${STAGING}`));
      throw isHeld ? busy(root, owner) : error;
    }
  }
}

/** Gives the lock back; the staging directory goes with it unless something is left in it. */
export function release(fs: FileSystem, root: string, { entry }: Lock): void {
  quietly(() => fs.unlink(entry));
  quietly(() => fs.rmdir(`${root}/${STAGING}/lock`));
  quietly(() => fs.rmdir(`${root}/${STAGING}`));
}

/** @throws OutputError `ELOCKED` if this run stood still for so long that another took its place. */
export function assertHeld(fs: FileSystem, root: string, { entry }: Lock): void {
  try {
    fs.lstat(entry);
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? busy(root, undefined) : error;
  }
}

function ownerOf(fs: FileSystem, root: string): string | undefined {
  // Through a view, since `lock` may be a link that came with a clone: what is behind it must not be unlinked.
  const entries = viewOf(fs, `${root}/${STAGING}`).entries('lock');
  return [...(entries?.keys() ?? [])].find((name) => OWNER.test(name));
}

function isAlive(fs: FileSystem, theirs: string, ours: string, self: RunIdentity): boolean {
  const [, pid, place] = OWNER.exec(theirs.slice(theirs.lastIndexOf('/') + 1)) ?? [];
  // Our own number was that of a run before a restart: there is one run to a process.
  const isGone = Number(pid) === self.pid || !self.isRunning(Number(pid));
  if (place === encodeURIComponent(self.place) && isGone) return false;
  try {
    // Both times are the file server's, so that a clock that differs here does not count.
    return fs.lstat(ours).mtimeMs - fs.lstat(theirs).mtimeMs < ABANDONED_MS;
  } catch {
    // Released just now, or no claim could be made: in doubt it is held.
    return true;
  }
}

function busy(root: string, owner: string | undefined): OutputError {
  const pid = owner === undefined ? '' : ` (process ${owner.split('-')[0]})`;
  return new OutputError(`another run${pid} is writing ${root}: wait until it is done`, 'ELOCKED', root);
}

/** For what is tidied up on the way out: what remains is found and removed by the next run. */
function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
