import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import { optimiseLater } from '../cli/optimise-later.ts';
import type { Owner } from '../compiler/estate/claim.ts';
import { claim } from '../compiler/estate/claims.ts';
import type { FileReport } from '../compiler/report/report.ts';
import type { FailOn } from '../compiler/text/finding.ts';
import { isFailure, SEVERITIES } from '../compiler/text/finding.ts';
import type { Analysis } from '../workspace/workspace.ts';
import { analyse } from '../workspace/workspace.ts';
import type { Output } from './publish.ts';

/** 0 clean · 1 findings at or above --fail-on, or a stale tree · 2 the command could not run. */
export type Status = 0 | 1 | 2;

export const FAIL_ON: readonly FailOn[] = [...SEVERITIES, 'never'];

export interface JudgeOptions {
  readonly formats: readonly Output[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
}

/** From this many topologies on, a run shows its progress. */
const MANY = 50;

/** A topology of this many characters has some hundred nodes, and takes long as well. */
const LARGE = 16_384;

/** How many topologies are linted between two progress lines. */
const STEP = 10;

/** The result for one topology. */
export interface Judged {
  readonly report: FileReport;
  readonly analysis: Analysis | undefined;
  readonly missing: boolean;
}

/** The part of an analysis that report formats need. They show no text that has no finding. */
export const reportOf = ({
  file,
  text,
  diagnostics,
  suppressed,
}: Pick<Analysis, 'file' | 'text' | 'diagnostics' | 'suppressed'>): FileReport => ({
  file,
  text: diagnostics.length > 0 ? text : '',
  diagnostics,
  suppressed,
});

/**
 * Reads and lints topologies, in the given order.
 * @param keep whether to keep the analyses: a thousand documents and estates fill the memory
 */
export async function judge(
  host: Host,
  files: readonly string[],
  stdinName: string,
  keep: boolean,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  const claimed = new Map<string, Owner>();
  const isLong = files.length >= MANY;
  for (const name of files) {
    if (isLong && judged.length % STEP === 0)
      host.progress(`linting ${judged.length + 1} of ${files.length}: ${name}`);
    const { file, source, finding, missing } = await readTopology(host, name, stdinName);
    if (source) {
      if (isLong || source.text.length >= LARGE) optimiseLater();
      const analysis = await analyse(source, { claimed });
      if (files.length > 1 && analysis.estate) claim(claimed, analysis.estate, file);
      judged.push({ report: reportOf(analysis), analysis: keep ? analysis : undefined, missing });
    } else
      judged.push({
        report: { file, text: '', diagnostics: finding ? [finding] : [] },
        analysis: undefined,
        missing,
      });
  }
  if (isLong) host.progress();
  return judged;
}

/** Whether there are findings at or above the threshold. */
export function fails(reports: readonly FileReport[], failOn: FailOn): boolean {
  return reports.some(({ diagnostics }) => diagnostics.some(({ severity }) => isFailure(severity, failOn)));
}

/** The exit status of a run over topologies. */
export function statusOf(judged: readonly Judged[], failOn: FailOn): Status {
  if (judged.some(({ missing }) => missing)) return 2;
  return fails(
    judged.map(({ report }) => report),
    failOn,
  )
    ? 1
    : 0;
}
