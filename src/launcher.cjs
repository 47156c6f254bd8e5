#!/usr/bin/env node
// What npm links as `pgdr-compile`: runs cli/main.cjs beside it. Half of a start would be V8 compiling the bundle, so
// the build keeps V8's compiled code. Its file fits one version of Node on one architecture, which is in its name, and
// V8 itself refuses one that does not fit: then, or without one, the bundle is compiled as ever. Nothing is written at
// run time.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const path = join(__dirname, 'cli/main.cjs');
const cache = `${path}.${process.version}-${process.arch}.cache`;

function compiledCode() {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

/** Runs the bundle, as `require` would. */
function run() {
  // The bundle is ASCII: latin1 takes a byte for a character, and so does V8.
  const code = `(function (require) {${readFileSync(path, 'latin1')}\n})`;
  const script = new Script(code, { filename: path, cachedData: compiledCode() });
  script.runInThisContext()(require);
  return script;
}

if (require.main === module) run();
else module.exports = { run, cache };
