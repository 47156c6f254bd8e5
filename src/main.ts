import { writeFileSync } from 'node:fs';
import { run } from './cli.ts';
import { processHost } from './host.ts';

// A reader that has seen enough (| head) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

void run(
  process.argv.slice(2),
  processHost((path, text) => writeFileSync(path, text)),
).then((status) => {
  process.exitCode = status;
});
