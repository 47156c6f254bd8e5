import type { Host } from '../host.ts';
import type { KnownOptions } from './known.ts';
import { publish } from './publish.ts';
import type { JudgeOptions, Status } from './run.ts';
import { fails, judge } from './run.ts';

export type LintOptions = JudgeOptions & KnownOptions;

/** `pgdr-compile lint`: judges topologies and writes nothing but the report, and a baseline when it is told to. */
export async function lint(host: Host, files: readonly string[], options: LintOptions): Promise<Status> {
  const judged = await judge(host, files, options.stdinFilename, false);
  const all = judged.map(({ report }) => report);
  const { baseline, writeBaseline, against } = options;
  const reports =
    baseline === undefined && !writeBaseline && against === undefined
      ? all
      : await (await import('./known.ts')).withoutKnown(host, all, options);
  await publish(host, reports, options);
  if (judged.some(({ missing }) => missing)) return 2;
  return fails(reports, options.failOn) ? 1 : 0;
}
