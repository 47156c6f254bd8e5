import type { Diagnostic } from '../text/finding.ts';
import { plural } from '../text/words.ts';
import type { CheckResult } from './check-tree.ts';

/** The rule id of findings about a compiled tree that is not current. */
export const NOT_CURRENT = 'output/not-current';

/** A finding about a file of the tree, or about the tree itself. */
export interface TreeFinding {
  /** Path of the file, including the root of its tree. */
  readonly file: string;
  readonly diagnostic: Diagnostic;
}

/** Whether the tree was never written: that is one finding, not one for each file. */
export const isMissing = ({ differences, files }: CheckResult): boolean =>
  differences.length === files && differences.every(({ kind }) => kind === 'missing');

/** The message for a tree that is missing as a whole. */
export const missingTree = (root: string, files: number): string =>
  `none of the ${plural(files, 'file')} of ${root} exists`;

/**
 * The differences as findings for programs: one for each file that differs.
 * @param root the folder of the tree
 * @param help the command that writes the tree
 */
export function treeFindings(root: string, result: CheckResult, help: string): TreeFinding[] {
  const finding = (file: string, message: string): TreeFinding => ({
    file,
    diagnostic: { rule: NOT_CURRENT, severity: 'error', message, related: [], help },
  });
  if (isMissing(result)) return [finding(root, missingTree(root, result.files))];
  return result.differences.map(({ path, message }) => finding(`${root}/${path}`, `${root}/${message}`));
}
