import { expect } from 'vitest';
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { checkTree } from '../../src/compiler/output/check-tree.ts';
import { filesIn } from './tree.ts';

/** The generated files on disk without what is staged: what somebody would deploy. */
export function deployed(root: string): Record<string, string> {
  const all = Object.entries(filesIn(root));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.pgdr-compile')));
}

/** Artifacts as {@link deployed} shows them. */
export function treeOf(artifacts: readonly Artifact[]): Record<string, string> {
  return Object.fromEntries(artifacts.map(({ path, text }) => [path, text]));
}

/** Whether the check finds nothing to object to. */
export async function isFoundClean(root: string, wanted: readonly Artifact[]): Promise<boolean> {
  return (await checkTree(root, wanted, { redact: (text) => text })).clean;
}

/**
 * After a run died: each file is whole, from one tree or the other, and the check calls clean only what is wholly so.
 * @param before what was on disk before the run.
 */
export async function expectNoMixture(
  root: string,
  before: Readonly<Record<string, string>>,
  wanted: readonly Artifact[],
): Promise<void> {
  const now = deployed(root);
  const after = treeOf(wanted);
  for (const [path, text] of Object.entries(now)) expect([before[path], after[path]]).toContain(text);
  if (await isFoundClean(root, wanted)) expect(now).toEqual({ ...now, ...after });
}
