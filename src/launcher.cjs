#!/usr/bin/env node
// What npm links as `pgdr-compile`: runs the chunks in cli/, from `start` on. Most of a start would be V8 compiling
// them, so V8's compiled code is kept beside each: by the build, and where the package came without, by the first run
// that may write there, as Python keeps its __pycache__. Who may could change the chunks as well, so nobody gets to run
// what they could not before. Node's own switch leaves it: NODE_DISABLE_COMPILE_CACHE=1.
const { readFileSync, renameSync, unlinkSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');

/** Chunks that have run, by name. */
const chunks = new Map();

/** For what may be missing or impossible, and makes a start slower and nothing else. */
function quietly(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Runs a chunk, once, and returns what it exports. */
function chunk(name) {
  const known = chunks.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  chunks.set(name, module);
  const filename = `${__dirname}/cli/${name}`;
  // A chunk is ASCII: latin1 takes a byte for a character, and so does V8.
  const code = readFileSync(filename, 'latin1');
  // V8 knows for itself whether it made a cache, but tells texts apart by their length alone: hence the hash, which a
  // chunk begins with (scripts/chunks.mjs).
  const cache = `${filename}.${code.slice(2, 18)}.${process.version}-${process.arch}.cache`;
  const cachedData = quietly(() => readFileSync(cache));
  const script = new Script(code, { filename, cachedData });
  if (cachedData === undefined && mayKeep()) process.on('exit', () => keep(cache, script));
  script.runInThisContext()((id) => (id.startsWith('./') ? chunk(id.slice(2)) : require(id)), module);
  return module.exports;
}

/** Whether what is compiled here is what others want: options of Node (coverage, a debugger) change it. */
const mayKeep = () =>
  process.execArgv.length === 0 && !process.env.NODE_OPTIONS && !process.env.NODE_DISABLE_COMPILE_CACHE;

/**
 * Keeps what V8 compiled; at the end, when it is known what a run takes. V8 does not see that a part of it is damaged: it
 * gets its name once all of it is on the disk.
 */
function keep(cache, script) {
  const part = `${cache}.${process.pid}`;
  quietly(() => {
    writeFileSync(part, script.createCachedData(), { flag: 'wx', flush: true });
    renameSync(part, cache);
  });
  // There only if that failed.
  quietly(() => unlinkSync(part));
}

/** Runs the command. */
const run = () => void chunk('start.cjs');

if (require.main === module) run();
else module.exports = { run };
