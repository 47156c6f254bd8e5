import { commandLines } from '../commands/command-line.ts';
import { manPage } from '../commands/man.ts';
import { program } from './cli.ts';
import { processHost } from './host.ts';

// What the build makes the manual page with.
const root = program(processHost(), () => undefined, true);
process.stdout.write(manPage(commandLines(root), root.description()));
