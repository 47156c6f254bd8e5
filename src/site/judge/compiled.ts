import { byPath } from '../../compiler/output/path.ts';
import type { Analysis } from '../../workspace/workspace.ts';
import type { TreeFile } from './messages.ts';
import { isSound } from './read.ts';

/** The tree that a topology compiles to, sorted by path; undefined if it has errors. */
export async function filesOf(
  analysis: Pick<Analysis, 'estate' | 'diagnostics'>,
): Promise<readonly TreeFile[] | undefined> {
  const { estate } = analysis;
  if (!estate || !isSound(analysis)) return undefined;
  const { render } = await import('../../compiler/render/render.ts');
  return Array.from(render(estate), ({ path, text }) => ({ path, text })).sort(byPath);
}
