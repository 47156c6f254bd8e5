// Runs the bundled command once and keeps what V8 compiled on the way, for src/launcher.cjs.
// node scripts/keep-compiled.cjs <directory of the bundle> <arguments of the command…>
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [, , directory, ...args] = process.argv;
const launcher = join(directory, 'cli.cjs');
const { run, cache } = require(launcher);
process.argv = [process.argv[0], launcher, ...args];
const script = run();
process.on('exit', (status) => {
  if (status === 0) writeFileSync(cache, script.createCachedData());
});
