import { codeOf } from '../text/error-code.ts';
import type { FileSystem } from './filesystem.ts';
import { removeTree } from './filesystem.ts';
import { type Journal, renderJournal } from './journal.ts';
import { assertHeld, isClaim, type Lock } from './lock.ts';
import { ancestorsOf, parentOf, STAGING } from './path.ts';
import type { View } from './view.ts';
import type { WantedFile } from './wanted.ts';

/** Below the staging directory: the new files, laid out as in the root. */
export const STAGED = 'new';
/** Below the staging directory: its presence means that the new tree is complete and is to be put in place. */
export const JOURNAL = 'journal.json';

/** A tree to change. */
export interface Target {
  readonly root: string;
  /** What is on the disk before the change. */
  readonly view: View;
}

/**
 * Writes a tree, and settles conflicts in favour of the new tree. The rename of the journal is the commit. Before it, the
 * old tree is untouched, and a failure removes the staged files. After it, a failure leaves the journal, and the next run
 * completes the tree.
 *
 * Nothing is flushed to the device: a killed process loses nothing by that. After a power failure, `check` compares
 * contents and so finds files that did not reach the disk.
 * @param stage writes the new files below an existing directory, and returns the journal
 * @throws OutputError
 */
export function apply(
  fs: FileSystem,
  { root, view }: Target,
  lock: Lock,
  stage: (directory: string) => Journal,
): void {
  const staging = `${root}/${STAGING}`;
  let journal: Journal;
  try {
    fs.mkdir(`${staging}/${STAGED}`);
    journal = stage(`${staging}/${STAGED}`);
    fs.writeFile(`${staging}/${JOURNAL}.tmp`, renderJournal(journal));
    assertHeld(fs, root, lock);
    fs.rename(`${staging}/${JOURNAL}.tmp`, `${staging}/${JOURNAL}`);
  } catch (error) {
    discardIfHeld(fs, root, lock);
    throw error;
  }
  rollForward(fs, root, view, journal);
}

/** Writes files below an existing directory. */
export function stageFiles(fs: FileSystem, staged: string, files: readonly WantedFile[]): void {
  const made = new Set<string>();
  for (const { path, bytes } of files) {
    if (!made.has(parentOf(path))) {
      for (const directory of ancestorsOf(path)) {
        if (made.has(directory)) continue;
        fs.mkdir(`${staged}/${directory}`);
        made.add(directory);
      }
    }
    fs.writeFile(`${staged}/${path}`, bytes);
  }
}

/**
 * Completes a committed tree, from the start or from where an earlier run was cut off, and removes the journal.
 * @param view of the root, before any of these changes
 * @param journal its writes restricted to files that are still staged
 */
export function rollForward(fs: FileSystem, root: string, view: View, journal: Journal): void {
  const removals = journal.removals.map(({ path }) => path).filter((path) => isThere(view, path));
  for (const path of removals) fs.unlink(`${root}/${path}`);
  removeEmptied(fs, root, journal);
  for (const path of movesOf(view, journal)) {
    fs.rename(`${root}/${STAGING}/${STAGED}/${path}`, `${root}/${path}`);
  }
  discard(fs, root);
}

function isThere(view: View, path: string): boolean {
  const kind = view.kind(path);
  return kind === 'file' || kind === 'special';
}

function removeEmptied(fs: FileSystem, root: string, { writes, removals }: Journal): void {
  const needed = new Set(writes.flatMap(({ path }) => ancestorsOf(path)));
  const emptied = new Set(
    removals.flatMap(({ path }) => ancestorsOf(path)).filter((path) => !needed.has(path)),
  );
  // Deepest first: a directory sorts before what is below it.
  for (const path of [...emptied].sort().reverse()) {
    try {
      fs.rmdir(`${root}/${path}`);
    } catch (error) {
      // It holds something else, or it is gone. An empty directory that stays does no harm.
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/** The staged paths to rename, in order: a new directory moves as a whole, once. */
function movesOf(view: View, { writes }: Journal): string[] {
  const moves = new Set<string>();
  for (const { path } of writes) {
    moves.add(ancestorsOf(path).find((ancestor) => view.kind(ancestor) !== 'directory') ?? path);
  }
  return [...moves];
}

/** Removes everything that is staged, the journal first, so that no partial tree is ever mistaken for a committed tree. */
export function discard(fs: FileSystem, root: string): void {
  const staging = `${root}/${STAGING}`;
  const entries = fs.readdir(staging).filter(({ name }) => name !== 'lock');
  if (entries.some(({ name }) => name === JOURNAL)) fs.unlink(`${staging}/${JOURNAL}`);
  for (const entry of entries) {
    if (entry.name === JOURNAL) continue;
    try {
      if (entry.isDirectory()) removeTree(fs, `${staging}/${entry.name}`);
      else fs.unlink(`${staging}/${entry.name}`);
    } catch (error) {
      // A run that waits for the lock removes its own claim, or makes it again at this moment.
      if (!isClaim(entry.name) || !['ENOENT', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

function discardIfHeld(fs: FileSystem, root: string, lock: Lock): void {
  try {
    assertHeld(fs, root, lock);
    discard(fs, root);
  } catch (error) {
    // The caller reports the first failure; the next run discards what is left.
    if (codeOf(error) === undefined) throw error;
  }
}
