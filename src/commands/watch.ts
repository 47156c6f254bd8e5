import type { Host } from '../cli/host.ts';
import type { LintOptions } from './lint.ts';
import { lint } from './lint.ts';
import type { Status } from './run.ts';
import { UsageError } from './usage-error.ts';

/** From the top of an empty screen, where there is one. */
const CLEAR = '\u001b[2J\u001b[H';

/** `pgdr-compile lint --watch`: judges topologies, and again whenever one of them changes, until it is stopped. */
export async function watch(host: Host, files: readonly string[], options: LintOptions): Promise<Status> {
  if (files.includes('-')) throw new UsageError('--watch waits for files to change: name files, not -');
  if (options.writeBaseline) throw new UsageError('--watch writes no baseline');
  for (;;) {
    // Listens first: a file may change while it is judged.
    const change = host.changed(files);
    if (host.isTerminal) host.stdout(CLEAR);
    const status = await lint(host, files, options);
    if (host.isTerminal) host.stderr('\nwaiting for a change (Ctrl-C ends this)\n');
    if (!(await change)) return status;
  }
}
