import type { Host } from '../cli/host.ts';
import { CLEAR } from './clear-screen.ts';
import type { LintOptions } from './lint.ts';
import { lint } from './lint.ts';
import type { Status } from './run.ts';
import { UsageError } from './usage-error.ts';

/** `pgdr-compile lint --watch`: lints topologies, and again whenever one of them changes, until it is stopped. */
export async function watch(host: Host, files: readonly string[], options: LintOptions): Promise<Status> {
  if (files.includes('-'))
    throw new UsageError('--watch waits for files to change, so it cannot read standard input (-)');
  if (options.writeBaseline) throw new UsageError('--watch and --write-baseline cannot be used together');
  for (;;) {
    // Starts to watch first: a file may change while it is linted.
    const change = host.changed(files);
    if (host.isTerminal) host.stdout(CLEAR);
    const status = await lint(host, files, options);
    if (host.isTerminal) host.stderr('\nwaiting for a change (press Ctrl-C to stop)\n');
    if (!(await change)) return status;
  }
}
