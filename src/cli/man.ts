import { commandLines } from '../commands/command-line.ts';
import { manPage } from '../commands/man.ts';
import { program } from './cli.ts';
import { processHost } from './host.ts';

// The build runs this to make the manual page.
const root = program(processHost(), () => undefined);
process.stdout.write(manPage(commandLines(root), root.description()));
