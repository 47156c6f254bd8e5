// The main script of the single executable, which scripts/binary.mjs makes: runs the chunks as src/launcher.cjs does, from `start`
// on. Chunks and V8's compiled code of them are assets of the executable. Nothing is written: who has only this file keeps only
// this file.
const { getAsset, getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

/** Chunks that have run, by name. */
const chunks = new Map();

/** Bytes of the running executable, not copied; undefined if it has none of this name. */
function asset(name) {
  try {
    return Buffer.from(getRawAsset(name));
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
  // A chunk is ASCII. Its code was compiled by this very Node, from this very text.
  const script = new Script(asset(name).latin1Slice(), {
    filename: name,
    cachedData: asset(`${name}.cache`),
  });
  script.runInThisContext()((id) => (id.startsWith('./') ? chunk(id.slice(2)) : require(id)), module);
  return module.exports;
}

// Whoever passes on this one file passes on the licences of all that is in it.
if (process.argv[2] === '--licenses') process.stdout.write(getAsset('LICENSES.txt', 'utf8'));
else chunk('start.cjs');
