import { dirname, resolve } from 'node:path';
import { codeOf } from '../text/error-code.ts';
import { apply, stageFiles } from './apply.ts';
import type { Artifacts } from './artifact.ts';
import { OutputError, withWords } from './error.ts';
import { type FileSystem, nodeFileSystem } from './filesystem.ts';
import { begin, isFresh, stageFew, stageFresh } from './fresh.ts';
import { inspect } from './inspect.ts';
import { type Journal, journalOf } from './journal.ts';
import { acquire, isClaim, type Lock, release } from './lock.ts';
import { MANIFEST, STAGING } from './path.ts';
import { type Conflict, conflictsOf, isClean, type Plan } from './plan.ts';
import { recover } from './recover.ts';
import { type RunIdentity, thisRun } from './run-identity.ts';
import { straysOf } from './strays.ts';
import { fingerprint, viewOf } from './view.ts';
import { type Wanted, wantedOf } from './wanted.ts';

export interface WriteOptions {
  /** Overwrite files that were edited by hand or that somebody else wrote, where a generated file belongs. */
  readonly force?: boolean;
  /** A file system for tests; default: the disk. */
  readonly fs?: FileSystem;
  readonly self?: RunIdentity;
  /** A new tree of at least this many files is written by its own thread; default 500. */
  readonly many?: number;
}

/** Starting a thread takes as long as writing some hundred files. */
const MANY = 500;

export interface Written {
  readonly kind: 'written';
  /** Paths written, sorted, the manifest last; empty if the tree was current. */
  readonly written: readonly string[];
  /** Paths of an earlier run that were removed. */
  readonly removed: readonly string[];
  /** How many files were current, and were not touched. */
  readonly unchanged: number;
  /** Whether an earlier, interrupted run was completed first. */
  readonly recovered: boolean;
  /** Files in the folders of nodes that no run wrote (see `straysOf`); they stay. */
  readonly strays: readonly string[];
}

/** Nothing was written, because writing would destroy other people's files. */
export interface Refused {
  readonly kind: 'refused';
  readonly conflicts: readonly Conflict[];
}

export type WriteResult = Written | Refused;

/**
 * Makes the tree below `root` consist of the given artifacts and a manifest, or leaves it as it is.
 * A current tree is only read, without a lock, so it may be on a read-only disk.
 * @throws OutputError if the disk fails or another run is writing the same tree; Error on unsafe artifact paths
 */
export function writeTree(root: string, artifacts: Artifacts, options: WriteOptions = {}): WriteResult {
  const fs = withWords(options.fs ?? nodeFileSystem);
  const force = options.force ?? false;
  let wanted: Wanted | undefined;
  if (isFresh(viewOf(fs, root))) {
    // The thread can use only the real disk.
    const begun = begin(artifacts, options.fs ? Number.POSITIVE_INFINITY : (options.many ?? MANY));
    const few = begun.rest === undefined ? wantedOf(begun.first) : undefined;
    const stage: Stage = (directory) =>
      few ? stageFew(fs, directory, few) : stageFresh(fs, directory, begun);
    const result = locked(fs, root, options.self, (lock) => writeFresh(fs, root, stage, lock));
    if (result !== undefined) return result;
    wanted = few;
  }
  wanted ??= wantedOf(artifacts);
  const plan = inspect(fs, root, wanted);
  if (isClean(plan)) return written(plan, false);
  // Differences in an interrupted tree may come from the interrupted run: check for conflicts after the recovery.
  const refused = plan.interrupted ? undefined : refusal(plan, force);
  if (refused !== undefined) return refused;
  return locked(fs, root, options.self, (lock) => writeLocked(fs, root, wanted, plan, force, lock));
}

/** Creates the root, and holds its lock while `action` runs. */
function locked<T>(
  fs: FileSystem,
  root: string,
  self: RunIdentity | undefined,
  action: (lock: Lock) => T,
): T {
  const made = fs.mkdirAll(root);
  let lock: Lock | undefined;
  try {
    lock = acquire(fs, root, self ?? thisRun());
    return action(lock);
  } finally {
    if (lock !== undefined) release(fs, root, lock);
    if (made !== undefined) removeIfEmpty(fs, root, made);
  }
}

/** Writes new files below an existing directory, and returns the journal. */
type Stage = (directory: string) => Journal;

/** Writes a tree where there is none; undefined if something was created there in the meantime. */
function writeFresh(fs: FileSystem, root: string, stage: Stage, lock: Lock): Written | undefined {
  const staged = fs.readdir(`${root}/${STAGING}`);
  const view = viewOf(fs, root);
  if (!isFresh(view) || staged.some(({ name }) => name !== 'lock' && !isClaim(name))) return undefined;
  let paths: string[] = [];
  apply(fs, { root, view }, lock, (directory) => {
    const journal = stage(directory);
    paths = journal.writes.map(({ path }) => path);
    return journal;
  });
  return { kind: 'written', written: paths, removed: [], unchanged: 0, recovered: false, strays: [] };
}

function writeLocked(
  fs: FileSystem,
  root: string,
  wanted: Wanted,
  planned: Plan,
  force: boolean,
  lock: Lock,
): WriteResult {
  // Even if the plan saw no interrupted run: one may have begun and died since.
  const recovery = recover(fs, root, force);
  if (recovery.conflicts.length > 0) return { kind: 'refused', conflicts: recovery.conflicts };
  const isSame = !planned.interrupted && !recovery.completed && isManifestAsIn(fs, planned);
  const plan = isSame ? planned : inspect(fs, root, wanted);
  const refused = refusal(plan, force);
  if (refused !== undefined) return refused;
  // The staging directory exists, but it is ours.
  if (!isClean({ ...plan, interrupted: false }))
    apply(fs, plan, lock, (directory) => {
      stageFiles(
        fs,
        directory,
        plan.files.filter(({ state }) => state !== 'unchanged'),
      );
      return journalOf(plan);
    });
  return written(plan, recovery.completed);
}

/** Whether no other run wrote the tree between the plan and the lock: each run that changes the tree changes its manifest. */
function isManifestAsIn(fs: FileSystem, { root, files }: Plan): boolean {
  const before = files.find(({ path }) => path === MANIFEST)?.before;
  return fingerprint(fs, root, viewOf(fs, root), MANIFEST) === before;
}

function refusal(plan: Plan, force: boolean): Refused | undefined {
  const conflicts = conflictsOf(plan);
  const isRefused = conflicts.some(({ forceable }) => !(forceable && force));
  return isRefused ? { kind: 'refused', conflicts } : undefined;
}

function written(plan: Plan, recovered: boolean): Written {
  const { files, orphans } = plan;
  const changed = files.filter(({ state }) => state !== 'unchanged').map(({ path }) => path);
  const removed = orphans.map(({ path }) => path);
  const unchanged = files.length - changed.length;
  return { kind: 'written', written: changed, removed, unchanged, recovered, strays: straysIfListed(plan) };
}

/** The stray files; none if they cannot be listed, because the tree is right anyway. */
function straysIfListed(known: Parameters<typeof straysOf>[0]): string[] {
  try {
    return straysOf(known);
  } catch (error) {
    if (error instanceof OutputError) return [];
    throw error;
  }
}

/** After a failure, removes the empty directories that were made for a tree that was not written. */
function removeIfEmpty(fs: FileSystem, root: string, made: string): void {
  try {
    for (let path = resolve(root); path.startsWith(resolve(made)); path = dirname(path)) fs.rmdir(path);
  } catch (error) {
    if (!(error instanceof OutputError) || codeOf(error) === undefined) throw error;
  }
}
