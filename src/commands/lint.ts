import type { Host } from '../cli/host.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import type { KnownOptions } from './baseline.ts';
import { publish } from './publish.ts';
import type { Judged, JudgeOptions, Status } from './run.ts';
import { fails, judge } from './run.ts';

export type LintOptions = JudgeOptions &
  KnownOptions & {
    /** Versions that flags say, for folders: a topology says its own. */
    readonly said?: SaidVersions;
  };

/**
 * `pgdr-compile lint`: lints topologies, and folders with the files of an estate's nodes. It writes only the report and, on
 * request, a baseline.
 */
export async function lint(host: Host, files: readonly string[], options: LintOptions): Promise<Status> {
  const folders = files.flatMap((file) => {
    const below = file === '-' ? undefined : host.filesBelow(file);
    return below ? [{ folder: file, below }] : [];
  });
  const topologies = files.filter((file) => !folders.some(({ folder }) => folder === file));
  const judged = await judge(host, topologies, options.stdinFilename, false);
  for (const { folder, below } of folders) {
    const { judgeFolder } = await import('./folder.ts');
    judged.push(...(await judgeFolder(host, folder, below, options.said ?? {})));
  }
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
