import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

// Thousands of small trees: on a disk most of the time goes by in waiting for it.
const MEMORY = '/dev/shm';

/** A directory for one test, removed after it; what is in `root`'s parent is outside the tree. */
export function temporary(): { outside: string; root: string } {
  const outside = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'pgdr-output-'));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  return { outside, root: join(outside, 'build') };
}
