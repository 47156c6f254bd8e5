import type { Host } from '../host.ts';
import { publish } from './publish.ts';
import type { JudgeOptions, Status } from './run.ts';
import { judge, statusOf } from './run.ts';

/** `pgdr-compile lint`: judges topologies and writes nothing but the report. */
export async function lint(host: Host, files: readonly string[], options: JudgeOptions): Promise<Status> {
  const judged = await judge(host, files, options.stdinFilename, false);
  await publish(
    host,
    judged.map(({ report }) => report),
    options,
  );
  return statusOf(judged, options.failOn);
}
