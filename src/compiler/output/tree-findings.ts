import type { Diagnostic } from '../text/finding.ts';
import { plural } from '../text/words.ts';
import type { CheckResult } from './check-tree.ts';

/** The rule under which a compiled tree that is not current is reported. */
export const NOT_CURRENT = 'output/not-current';

/** A file of the tree, or the tree itself, and what is wrong with it. */
export interface TreeFinding {
  /** Path of the file, with the root of its tree. */
  readonly file: string;
  readonly diagnostic: Diagnostic;
}

/** Whether nobody has written this tree: one thing to say, not one for each file. */
export const isMissing = ({ differences, files }: CheckResult): boolean =>
  differences.length === files && differences.every(({ kind }) => kind === 'missing');

/** How the message says that a whole tree is missing. */
export const missingTree = (root: string, files: number): string =>
  `none of the ${plural(files, 'file')} of ${root} is there`;

/**
 * What a comparison found, as findings for machines to read: one for each file that differs.
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
