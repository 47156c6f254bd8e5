import { discard, JOURNAL, rollForward, STAGED } from './apply.ts';
import type { FileSystem } from './filesystem.ts';
import { type Journal, parseJournal, type Removal, type Write } from './journal.ts';
import { MANIFEST, STAGING } from './path.ts';
import { blocked, type Conflict } from './plan.ts';
import { fingerprint, isEmptiedBy, readWhole, type View, viewOf } from './view.ts';

/** The outcome of recovering from a run that was cut off. */
export interface Recovery {
  /** Whether a tree was completed. */
  readonly completed: boolean;
  /** If there are conflicts, nothing was done. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Cleans up after a run that was cut off: completes its tree if it was committed, else discards the staged files.
 * Files that somebody edited since then are conflicts, as for any other run. The caller must hold the lock.
 * @throws OutputError
 */
export function recover(fs: FileSystem, root: string, force: boolean): Recovery {
  const staging = viewOf(fs, `${root}/${STAGING}`);
  const journal = readJournal(fs, root, staging);
  if (journal === 'corrupt' && !force) {
    const path = `${STAGING}/${JOURNAL}`;
    const message = `${path}, left by an interrupted run, is damaged: some files of the tree may be old and others new`;
    return { completed: false, conflicts: [{ path, kind: 'edited', message, forceable: true }] };
  }
  const view = viewOf(fs, root);
  if (journal === undefined || journal === 'corrupt') {
    discard(fs, root);
    return { completed: false, conflicts: [] };
  }
  const rest = { ...journal, writes: journal.writes.filter(({ path }) => isStaged(staging, path)) };
  if (!rest.writes.every(({ path, after }) => after === fingerprint(fs, root, view, stagedPath(path)))) {
    // A power failure can leave a journal whose files never reached the disk. Nothing is lost: the artifacts are
    // made again, and the disk is compared with the manifest as usual.
    discard(fs, root);
    return { completed: false, conflicts: [] };
  }
  const conflicts = conflictsSince(fs, root, view, rest);
  if (conflicts.some(({ forceable }) => !(forceable && force))) return { completed: false, conflicts };
  rollForward(fs, root, view, rest);
  return { completed: true, conflicts: [] };
}

function readJournal(fs: FileSystem, root: string, staging: View): Journal | 'corrupt' | undefined {
  if (staging.kind(JOURNAL) === 'absent') return undefined;
  if (staging.kind(JOURNAL) !== 'file') return 'corrupt';
  return parseJournal(readWhole(fs, `${root}/${STAGING}/${JOURNAL}`)?.toString() ?? '') ?? 'corrupt';
}

function stagedPath(path: string): string {
  return `${STAGING}/${STAGED}/${path}`;
}

function isStaged(staging: View, path: string): boolean {
  return staging.kind(`${STAGED}/${path}`) === 'file';
}

/** Later edits that completing the earlier run would destroy. */
function conflictsSince(fs: FileSystem, root: string, view: View, { writes, removals }: Journal): Conflict[] {
  const removed = new Set(removals.map(({ path }) => path));
  const changedWrite = (write: Write): Conflict[] => {
    const above = view.obstacle(write.path);
    if (above !== undefined && !removed.has(above)) {
      return [blocked({ path: above, reason: 'is in the place of a directory' })];
    }
    const found = fingerprint(fs, root, view, write.path);
    if (found === write.before || found === write.after) return [];
    if (found !== 'directory') return found === 'absent' ? [] : [changed(write.path)];
    if (isEmptiedBy(removed, view, write.path)) return [];
    return [blocked({ path: write.path, reason: 'is a directory in the place of a file' })];
  };
  const changedRemoval = ({ path, before }: Removal): Conflict[] => {
    const found = fingerprint(fs, root, view, path);
    // Already removed, or a directory of the new tree took its place.
    return found === before || found === 'absent' || found === 'directory' ? [] : [changed(path)];
  };
  const conflicts = [...writes.flatMap(changedWrite), ...removals.flatMap(changedRemoval)];
  return [...new Map(conflicts.map((conflict) => [conflict.path, conflict])).values()];
}

function changed(path: string): Conflict {
  const what = path === MANIFEST ? 'the manifest' : path;
  return {
    path,
    kind: 'edited',
    message: `${what} was edited by hand after an interrupted run that would have replaced it`,
    forceable: true,
  };
}
