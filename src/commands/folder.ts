import { basename, join, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import { isLeftBehind, kindOfName } from '../compiler/nodes/kinds.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { SEVERITIES } from '../compiler/text/finding.ts';
import { analyseNodes } from '../workspace/workspace.ts';
import type { Judged } from './run.ts';
import { UsageError } from './usage-error.ts';

/** Whether a file is called as one that a program of a node reads. */
export const isNamed = (path: string): boolean => kindOfName(path) !== undefined && !isLeftBehind(path);

/** The files of nodes are copies: what mends a finding there is told, and nothing edits them. */
const withoutFix = ({ fix: _, ...diagnostic }: Diagnostic): Diagnostic => diagnostic;

/**
 * The files that lie on the nodes of an estate, read and judged as one.
 * @param below the files in the folder, by their paths in it
 * @param said versions that flags say
 * @throws UsageError if none of them is a file of a node
 */
export async function judgeFolder(
  host: Host,
  folder: string,
  below: readonly string[],
  said: SaidVersions,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  const files: { readonly file: string; readonly path: string; readonly text: string }[] = [];
  for (const path of below) {
    const { file, source, finding, missing } = await readTopology(host, join(folder, path), '');
    if (source) files.push({ file, path, text: source.text });
    // What is no text is no file of a node, but for its name: a database, a key in DER. One that cannot be opened may be.
    else if (finding && (missing || isNamed(path)))
      judged.push({
        report: { file, text: '', diagnostics: [finding] },
        analysis: undefined,
        missing,
      });
  }
  const { files: analyses } = await analyseNodes(basename(resolve(host.cwd, folder)), files, said);
  if (analyses.length + judged.length === 0)
    throw new UsageError(
      `no file of a node is in ${folder}: it should look like ${join(folder, 'SITE/NODE/etc/patroni/patroni.yml')} (see docs/node-files.md)`,
    );
  for (const { file, text, diagnostics, suppressed } of analyses)
    judged.push({
      report: {
        file,
        text,
        diagnostics: diagnostics.map(withoutFix),
        suppressed,
      },
      analysis: undefined,
      missing: false,
    });
  return worstFirst(judged);
}

/** Files with errors come first, then those with warnings; of equals, in the order of their names. */
function worstFirst(judged: readonly Judged[]): Judged[] {
  const worst = ({ report }: Judged): number =>
    Math.min(SEVERITIES.length, ...report.diagnostics.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return judged.toSorted((a, b) => worst(a) - worst(b));
}
