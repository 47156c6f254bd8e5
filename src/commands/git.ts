import { relative, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads files as they were in a commit of the repository of the current folder.
 * @param ref a branch, a tag or a commit
 * @param flag the flag that asks for it, as messages call it
 * @returns a function that reads one file: its bytes, or undefined if the commit has no such file
 * @throws UsageError if git cannot be run or the commit does not exist
 */
export function filesAt(
  host: Host,
  ref: string,
  flag = '--against',
): (file: string) => Uint8Array | undefined {
  const commit = host.git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) throw new UsageError(`${flag} needs git, but git cannot be run`);
  if (commit.status !== 0) {
    const inside = host.git(['rev-parse', '--git-dir']);
    throw new UsageError(
      inside?.status === 0
        ? `there is no commit "${ref}" here: fetch it first (actions/checkout does with "fetch-depth: 0")`
        : `${flag} compares with a commit, but the current folder is not in a git repository`,
    );
  }
  const id = Buffer.from(commit.stdout).toString().trim();
  return (file) => {
    const path = relative(host.cwd, resolve(host.cwd, file));
    const blob = host.git(['cat-file', 'blob', `${id}:./${path}`]);
    return blob?.status === 0 ? blob.stdout : undefined;
  };
}
