#!/usr/bin/env node
// What npm links as `pgdr-compile`: runs cli/main.cjs beside it. Half of a start would be V8 compiling the bundle, so
// the build keeps V8's compiled code in a file per chunk. Such a file fits one version of Node on one architecture,
// which is in its name, and V8 itself refuses one that does not fit: then, or without one, the chunk is compiled.
// Nothing is written at run time. A user's Node from 22.1 on can keep compiled code too: see NODE_COMPILE_CACHE.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const directory = join(__dirname, 'cli');
const modules = new Map();
/** The chunks that ran, for the build to keep their compiled code. */
const scripts = new Map();

const cacheOf = (path) => `${path}.${process.version}-${process.arch}.cache`;

function compiledCode(path) {
  try {
    return readFileSync(cacheOf(path));
  } catch {
    return undefined;
  }
}

/** A chunk's exports; as `require` does it, each runs once. */
function load(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const path = join(directory, name);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`,
    { filename: path, cachedData: compiledCode(path) },
  );
  scripts.set(path, script);
  const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
  script.runInThisContext()(module.exports, requireFrom, module, path, directory);
  return module.exports;
}

if (require.main === module) load('main.cjs');
else module.exports = { load, scripts, cacheOf };
