import { straysOf } from './strays.ts';
import type { Fingerprint, View } from './view.ts';
import type { WantedFile } from './wanted.ts';

/**
 * How a wanted file compares with the disk: `stale` is ours and outdated, `edited` is ours but somebody changed it,
 * `foreign` was never ours.
 */
export type FileState = 'unchanged' | 'missing' | 'stale' | 'edited' | 'foreign';

/** A file that the tree should hold. */
export interface PlannedFile extends WantedFile {
  readonly state: FileState;
  /** What is on the disk now. */
  readonly before: Fingerprint;
}

/** A file of an earlier run that still exists but is no longer wanted. */
export interface Orphan {
  readonly path: string;
  readonly state: 'orphan' | 'edited';
  readonly before: Fingerprint;
}

/** Something in the way that no option removes, because more than one generated file would be lost. */
export interface Obstacle {
  readonly path: string;
  readonly reason: string;
}

/** What the disk holds, compared with what it should hold. Nothing has been changed yet. */
export interface Plan {
  readonly root: string;
  /** In the order of writing: by path, the manifest last. */
  readonly files: readonly PlannedFile[];
  readonly orphans: readonly Orphan[];
  readonly obstacles: readonly Obstacle[];
  /** Whether an earlier run was cut off, or another run is at work. */
  readonly interrupted: boolean;
  /** The disk when the plan was made. */
  readonly view: View;
}

/** Why a tree is not written. */
export interface Conflict {
  readonly path: string;
  readonly kind: 'edited' | 'foreign' | 'blocked';
  /** One line, lower case. */
  readonly message: string;
  /** Whether `force` settles it; the contents of the path are then lost. */
  readonly forceable: boolean;
}

/** One difference between the tree on disk and what would be written. */
export interface Difference {
  readonly path: string;
  readonly kind: 'missing' | 'stale' | 'edited' | 'foreign' | 'orphan' | 'stray' | 'interrupted';
  /** One line, lower case. */
  readonly message: string;
}

const FILE_MESSAGES: Readonly<Record<Exclude<FileState, 'unchanged'>, string>> = {
  missing: 'is missing',
  stale: 'is stale: the topology now compiles to something else',
  edited: 'was edited by hand after it was written',
  foreign: 'was not written by pgdr-compile',
};

const ORPHAN_MESSAGES: Readonly<Record<Orphan['state'], string>> = {
  orphan: 'is no longer part of the tree',
  edited: 'is no longer part of the tree, but was edited by hand',
};

const STRAY = 'is in the folder of a node, but was not written by pgdr-compile';

const INTERRUPTED = 'an earlier run was interrupted, or another run is at work: build again to complete it';

/** Whether writing would change nothing. */
export function isClean(plan: Plan): boolean {
  const { files, orphans, obstacles, interrupted } = plan;
  return (
    !interrupted &&
    orphans.length === 0 &&
    obstacles.length === 0 &&
    files.every(({ state }) => state === 'unchanged')
  );
}

/** The conflicts that prevent writing, in order of path within each kind. */
export function conflictsOf(plan: Plan): Conflict[] {
  const files = plan.files.flatMap(({ path, state, before }): Conflict[] => {
    if (state !== 'edited' && state !== 'foreign') return [];
    return [{ path, kind: state, message: `${path} ${describe(state, before)}`, forceable: true }];
  });
  const orphans = plan.orphans.flatMap(({ path, state }): Conflict[] => {
    if (state !== 'edited') return [];
    return [{ path, kind: state, message: `${path} ${ORPHAN_MESSAGES[state]}`, forceable: true }];
  });
  return [...plan.obstacles.map(blocked), ...files, ...orphans];
}

/** The conflict that an obstacle is. */
export function blocked({ path, reason }: Obstacle): Conflict {
  return { path, kind: 'blocked', message: `${path} ${reason}`, forceable: false };
}

function describe(state: Exclude<FileState, 'unchanged'>, before: Fingerprint): string {
  if (before !== 'special') return FILE_MESSAGES[state];
  return 'is a symbolic link or another special file, which pgdr-compile did not write';
}

/** Every difference between the disk and what would be written. */
export function differencesOf(plan: Plan, staging: string): Difference[] {
  const interrupted: Difference[] = plan.interrupted
    ? [{ path: staging, kind: 'interrupted', message: INTERRUPTED }]
    : [];
  const obstacles = plan.obstacles.map(
    ({ path, reason }): Difference => ({ path, kind: 'foreign', message: `${path} ${reason}` }),
  );
  const files = plan.files.flatMap(({ path, state, before }): Difference[] =>
    state === 'unchanged' ? [] : [{ path, kind: state, message: `${path} ${describe(state, before)}` }],
  );
  const orphans = plan.orphans.map(
    ({ path, state }): Difference => ({ path, kind: 'orphan', message: `${path} ${ORPHAN_MESSAGES[state]}` }),
  );
  const strays = straysOf(plan).map(
    (path): Difference => ({ path, kind: 'stray', message: `${path} ${STRAY}` }),
  );
  return [...interrupted, ...obstacles, ...files, ...orphans, ...strays];
}
