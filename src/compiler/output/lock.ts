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
 * The owner is the *name* of the only entry in `lock`, and the directory is renamed into place with that entry in it. So a
 * lock never lacks an owner, even if its run is killed. A dead owner's entry is removed by its name, which is unique: two
 * runs that find the same dead owner cannot remove each other's lock.
 */
export interface Lock {
  /** The owner's entry: it is gone if another run has taken the lock. */
  readonly entry: string;
}

/**
 * A run holds the lock for seconds. A lock of ten minutes has no owner, even if its process seems to exist: process ids
 * are reused, above all after a restart of a container, and those of another host cannot be looked up.
 */
const ABANDONED_MS = 10 * 60 * 1000;

// Errors of a claim if another run takes, releases or removes the lock at the same moment; `EPERM` on Windows.
const RACED: ReadonlySet<string> = new Set(['EEXIST', 'ENOENT', 'ENOTEMPTY', 'EPERM']);
const ATTEMPTS = 4;

/** Whether an entry of the staging directory is the claim of a run that waits for the lock, or died while it waited. */
export const isClaim = (name: string): boolean => name.startsWith(CLAIM);
const CLAIM = 'claim-';

const OWNER = /^(\d+)-[0-9a-f]+-(.*)$/;

/**
 * Creates the root if necessary, and takes its lock.
 * @throws OutputError `ELOCKED` if another run holds it, or the disk's error
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

/** Releases the lock, and removes the staging directory if it is empty. */
export function release(fs: FileSystem, root: string, { entry }: Lock): void {
  quietly(() => fs.unlink(entry));
  quietly(() => fs.rmdir(`${root}/${STAGING}/lock`));
  quietly(() => fs.rmdir(`${root}/${STAGING}`));
}

/** @throws OutputError `ELOCKED` if this run was suspended for so long that another run took the lock */
export function assertHeld(fs: FileSystem, root: string, { entry }: Lock): void {
  try {
    fs.lstat(entry);
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? busy(root, undefined) : error;
  }
}

function ownerOf(fs: FileSystem, root: string): string | undefined {
  // Uses a view, since `lock` may be a link that came with a clone: the files of its target must not be removed.
  const entries = viewOf(fs, `${root}/${STAGING}`).entries('lock');
  return [...(entries?.keys() ?? [])].find((name) => OWNER.test(name));
}

function isAlive(fs: FileSystem, theirs: string, ours: string, self: RunIdentity): boolean {
  const [, pid, place] = OWNER.exec(theirs.slice(theirs.lastIndexOf('/') + 1)) ?? [];
  // Our own pid belonged to a run before a restart: a process has only one run.
  const isGone = Number(pid) === self.pid || !self.isRunning(Number(pid));
  if (place === encodeURIComponent(self.place) && isGone) return false;
  try {
    // Both times come from the file server, so the clock of this host does not matter.
    return fs.lstat(ours).mtimeMs - fs.lstat(theirs).mtimeMs < ABANDONED_MS;
  } catch {
    // Just released, or no claim could be made: in doubt, it is held.
    return true;
  }
}

function busy(root: string, owner: string | undefined): OutputError {
  const pid = owner === undefined ? '' : ` (process ${owner.split('-')[0]})`;
  return new OutputError(`another run${pid} is writing ${root}: wait until it is done`, 'ELOCKED', root);
}

/** Runs a clean-up step and ignores its failure: the next run finds and removes what remains. */
function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
