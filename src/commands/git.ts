import { relative, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { UsageError } from './usage-error.ts';

/**
 * Files as they were in a commit of the repository that the run began in.
 * @param ref a branch, a tag or a commit
 * @returns what reads one: its bytes, or undefined where the commit has no such file
 * @throws UsageError when git or the commit cannot be had
 */
export function filesAt(host: Host, ref: string): (file: string) => Uint8Array | undefined {
  const commit = host.git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) throw new UsageError('--against needs git, which cannot be run');
  if (commit.status !== 0) {
    const inside = host.git(['rev-parse', '--git-dir']);
    throw new UsageError(
      inside?.status === 0
        ? `there is no commit "${ref}" here: fetch it first (actions/checkout does with "fetch-depth: 0")`
        : '--against compares with a commit, and this is no git repository',
    );
  }
  const id = Buffer.from(commit.stdout).toString().trim();
  return (file) => {
    const path = relative(host.cwd, resolve(host.cwd, file));
    const blob = host.git(['cat-file', 'blob', `${id}:./${path}`]);
    return blob?.status === 0 ? blob.stdout : undefined;
  };
}
