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

/** A tree to be changed. */
export interface Target {
  readonly root: string;
  /** What was there before. */
  readonly view: View;
}

/**
 * Writes a tree, its conflicts settled in favour of the new one. Up to the commit, the journal's rename,
 * the old tree is untouched, and a failure removes what was staged; from then on a failure leaves the journal,
 * and the next run completes the tree.
 *
 * Nothing is flushed to the device: a killed process loses nothing by that. Should the power fail, `check` finds any
 * file that did not reach the disk by its content.
 * @param stage writes the new files below a directory that is there, and tells what is to be done with them
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

/** Writes files below a directory that is there. */
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
 * Completes a committed tree, from its beginning or from wherever an earlier run was cut off, and removes the journal.
 * @param view of the root, before any of this.
 * @param journal its writes restricted to files that are still staged.
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
      // Something else is in it, or it is gone; and an empty directory that stays does no harm.
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/** The staged paths to rename, in order: a directory that is new moves as a whole, once. */
function movesOf(view: View, { writes }: Journal): string[] {
  const moves = new Set<string>();
  for (const { path } of writes) {
    moves.add(ancestorsOf(path).find((ancestor) => view.kind(ancestor) !== 'directory') ?? path);
  }
  return [...moves];
}

/** Removes all that is staged; the journal first, so that no part of a tree is ever taken for a committed one. */
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
      // Who waits for the lock takes its claim away itself, or makes it anew at this moment.
      if (!isClaim(entry.name) || !['ENOENT', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

function discardIfHeld(fs: FileSystem, root: string, lock: Lock): void {
  try {
    assertHeld(fs, root, lock);
    discard(fs, root);
  } catch (error) {
    // The failure that led here is the one to tell; the next run discards what is left.
    if (codeOf(error) === undefined) throw error;
  }
}
