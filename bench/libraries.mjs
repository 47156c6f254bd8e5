// What the command asks of its libraries, and nothing else: words read by commander, the topology by yaml. With a chunk
// named, V8 takes up that as well, with the compiled code kept beside it, and runs nothing of it.
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { Command } from 'commander';
import { parseDocument } from 'yaml';

/** As src/launcher.cjs does. */
function takeUp(chunk) {
  const code = readFileSync(chunk, 'latin1');
  const cache = `${chunk}.${code.slice(2, 18)}.${process.version}-${process.arch}.cache`;
  const script = new Script(code, { filename: chunk, cachedData: readFileSync(cache) });
  if (script.cachedDataRejected) throw new Error(`V8 does not take ${cache}`);
}

const program = new Command('libraries').exitOverride();
program
  .command('lint')
  .argument('<topology>')
  .argument('[chunk]')
  .action((file, chunk) => {
    if (chunk) takeUp(chunk);
    const { errors } = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: false, prettyErrors: false });
    process.exit(errors.length);
  });
program.parse(process.argv);
