import manifest from '../../package.json' with { type: 'json' };
import { run } from './cli.ts';
import { processHost } from './host.ts';
import { STDERR, writeStream } from './streams.ts';

/** The current folder was removed: it has no name, and relative paths lead nowhere. */
const isNowhere = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';

/** Reports a bug of this program in one line: the user cannot fix it. */
function reportBug(error: unknown): void {
  process.exitCode = 2;
  if (isNowhere(error)) {
    writeStream(STDERR, 'pgdr-compile: the current folder no longer exists\n');
    return;
  }
  const name = error instanceof Error ? error.name : typeof error;
  writeStream(
    STDERR,
    `pgdr-compile: internal error (${name}): this is a bug in pgdr-compile ${manifest.version}; please report it at ${manifest.bugs} (DEBUG=1 shows where it happened)\n`,
  );
  // The message and the stack may quote the topology: show them only on request.
  if (process.env.DEBUG) writeStream(STDERR, `${error instanceof Error ? error.stack : String(error)}\n`);
}

process.on('uncaughtException', reportBug);

void run(process.argv.slice(2), processHost()).then((status) => {
  // All writes are done, so exit without Node's teardown.
  process.exit(process.exitCode ?? status);
}, reportBug);
