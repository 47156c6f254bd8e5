import type { Host } from '../cli/host.ts';
import type { KnownOptions } from './baseline.ts';
import { publish } from './publish.ts';
import type { Judged, JudgeOptions, Status } from './run.ts';
import { fails, judge } from './run.ts';

export type LintOptions = JudgeOptions & KnownOptions;

/** `pgdr-compile lint`: lints topologies. It writes only the report and, on request, a baseline. */
export async function lint(host: Host, files: readonly string[], options: LintOptions): Promise<Status> {
  const judged = await judge(host, files, options.stdinFilename, false);
  return tell(host, judged, options);
}

/** Reports the findings that are not known already, and returns the exit status. */
export async function tell(host: Host, judged: readonly Judged[], options: LintOptions): Promise<Status> {
  const all = judged.map(({ report }) => report);
  const { baseline, writeBaseline, against } = options;
  const reports =
    baseline === undefined && !writeBaseline && against === undefined
      ? all
      : await (await import('./baseline.ts')).withoutKnown(host, all, options);
  await publish(host, reports, options);
  if (judged.some(({ missing }) => missing)) return 2;
  return fails(reports, options.failOn) ? 1 : 0;
}
