import type { CheckResult } from '../compiler/output/check-tree.ts';
import type { Difference } from '../compiler/output/plan.ts';
import { printable } from '../compiler/report/printable.ts';
import type { FileReport } from '../compiler/report/report.ts';
import { plural } from '../compiler/text/words.ts';
import type { Tree } from './trees.ts';
import { OUT } from './trees.ts';

/** The result of comparing a tree with the disk: lines for people, and findings for other formats. */
export interface Checked {
  readonly clean: boolean;
  readonly lines: readonly string[];
  readonly reports: readonly FileReport[];
}

const isByHand = ({ kind }: Difference): boolean => kind === 'edited' || kind === 'foreign';

const isPlain = (word: string): boolean => /^[\w@%+=:,./-]+$/.test(word);

/** The command that writes the compared tree, to be pasted into a shell. */
export const commandFor = (files: readonly string[], out: string): string =>
  ['pgdr-compile', ...files, ...(out === OUT ? [] : ['--out', out])]
    .map((word) => (isPlain(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');

/** The steps that make a tree current. */
function adviceFor(differences: readonly Difference[], command: string): string {
  const others = differences.filter(({ kind }) => kind !== 'stray');
  const steps = [
    others.length < differences.length &&
      'move the files that pgdr-compile did not write out of the folders of nodes',
    others.some(isByHand) && 'put the manual changes into the topology',
    others.length > 0 && `run "${command}${others.some(isByHand) ? ' --force' : ''}"`,
  ];
  return steps.filter(Boolean).join(', then ');
}

/** The lines about a comparison. */
function linesOf(root: string, result: CheckResult, missing: string | undefined, advice: string): string[] {
  const { clean, files, differences, diff } = result;
  if (clean) return [`${root} is current: ${plural(files, 'file')}`];
  const said = missing === undefined ? differences.map(({ message }) => `${root}/${message}`) : [missing];
  return [
    ...[...said, ...diff.split('\n').filter(Boolean)].map(printable),
    `${root} differs from what the topology compiles to: ${printable(advice)}`,
  ];
}

/**
 * Compares a tree with the disk, and writes nothing.
 * @param command the command that would write it
 * @throws OutputError when the disk cannot be read
 */
export async function check(tree: Tree, command: string): Promise<Checked> {
  const { checkTree } = await import('../compiler/output/check-tree.ts');
  const { isMissing, missingTree, treeFindings } = await import('../compiler/output/tree-findings.ts');
  const { redacted } = await import('../compiler/secrets/redact.ts');
  const result = await checkTree(tree.root, tree.artifacts, {
    redact: (text) => redacted(text, { comments: false }),
  });
  const advice = adviceFor(result.differences, command);
  const missing = isMissing(result) ? missingTree(tree.root, result.files) : undefined;
  return {
    clean: result.clean,
    lines: linesOf(tree.root, result, missing, advice),
    reports: treeFindings(tree.root, result, advice).map(({ file, diagnostic }) => ({
      file,
      text: '',
      diagnostics: [diagnostic],
    })),
  };
}
