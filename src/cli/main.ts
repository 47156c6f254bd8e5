import manifest from '../../package.json' with { type: 'json' };
import { run } from './cli.ts';
import { processHost } from './host.ts';
import { STDERR, writeStream } from './streams.ts';

/** The system has no name for a folder that was removed, and nothing relative can be found from there. */
const isNowhere = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';

/** Something in this program is wrong: says so in one line, for the person in front of it can do nothing about it. */
function reportBug(error: unknown): void {
  process.exitCode = 2;
  if (isNowhere(error)) {
    writeStream(STDERR, 'pgdr-compile: the folder it was started in is no longer there\n');
    return;
  }
  const name = error instanceof Error ? error.name : typeof error;
  writeStream(
    STDERR,
    `pgdr-compile: internal error (${name}): this is a bug in pgdr-compile ${manifest.version}; please report it at ${manifest.bugs} (DEBUG=1 shows where it happened)\n`,
  );
  // The message and the stack may quote the topology: they are shown only to who asks.
  if (process.env.DEBUG) writeStream(STDERR, `${error instanceof Error ? error.stack : String(error)}\n`);
}

process.on('uncaughtException', reportBug);

void run(process.argv.slice(2), processHost()).then((status) => {
  // Every write has returned and nothing is left to wait for: Node need not take itself apart first.
  process.exit(process.exitCode ?? status);
}, reportBug);
