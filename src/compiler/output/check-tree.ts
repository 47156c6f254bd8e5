import type { Artifacts } from './artifact.ts';
import { diffOf, type Redact } from './diff.ts';
import { withWords } from './error.ts';
import { type FileSystem, nodeFileSystem } from './filesystem.ts';
import { inspect } from './inspect.ts';
import { MANIFEST, STAGING } from './path.ts';
import { type Difference, differencesOf } from './plan.ts';
import { wantedOf } from './wanted.ts';

export interface CheckOptions {
  /** Hides secrets that somebody may have typed into a file on the disk. */
  readonly redact: Redact;
  /** A file system for tests; default: the disk. */
  readonly fs?: FileSystem;
}

export interface CheckResult {
  /** Whether the tree on disk is exactly what would be written. */
  readonly clean: boolean;
  /** How many files the tree should hold, the manifest included. */
  readonly files: number;
  readonly differences: readonly Difference[];
  /** Unified diff from the disk to what would be written, of the existing files that differ; redacted. */
  readonly diff: string;
}

/**
 * Compares the tree below `root` with the given artifacts. Writes nothing, whatever it finds.
 * @throws OutputError when the disk cannot be read; Error on unsafe artifact paths.
 */
export async function checkTree(
  root: string,
  artifacts: Artifacts,
  options: CheckOptions,
): Promise<CheckResult> {
  const fs = withWords(options.fs ?? nodeFileSystem);
  const plan = inspect(fs, root, wantedOf(artifacts));
  const differences = differencesOf(plan, STAGING);
  const changed = plan.files.filter(({ state }) => state !== 'unchanged' && state !== 'missing');
  // The manifest's hashes tell a reader nothing that the files do not.
  const shown = differences.length > 1 ? changed.filter(({ path }) => path !== MANIFEST) : changed;
  return {
    clean: differences.length === 0,
    files: plan.files.length,
    differences,
    diff: shown.length === 0 ? '' : await diffOf(fs, root, shown, options.redact),
  };
}
