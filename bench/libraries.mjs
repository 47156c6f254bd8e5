// What the command asks of its libraries, and nothing else: words read by commander, the topology by yaml.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { parseDocument } from 'yaml';

const program = new Command('libraries').exitOverride();
program
  .command('lint')
  .argument('<topology>')
  .action((file) => {
    const { errors } = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: false, prettyErrors: false });
    process.exit(errors.length);
  });
program.parse(process.argv);
