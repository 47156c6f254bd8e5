// Bundles the command and the library into dist/, and writes the library's types; or bundles only the command into the named
// directory, with only the rules that are named after it.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { common, withoutChildProcess } from './bundling.mjs';
import { bundleChunks } from './chunks.mjs';
import { keepCompiled } from './compiled.mjs';
import { licencesOf } from './licences.mjs';
import { writeManual } from './manual.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** A list of only these rules. Each rule is in the file of its name, and its export has that name. */
const listOf = (ids) => {
  const nameOf = (id) => id.split('/')[1].replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const imports = ids.map((id) => `import { ${nameOf(id)} } from '../${id}.ts';`);
  return [...imports, `export const USUAL_RULES = [${ids.map(nameOf).join(', ')}];`].join('\n');
};

/** The reference rule with which the benchmark compares the other rules. */
const withRules = (ids) => ({
  name: 'with-rules',
  setup(bundler) {
    if (ids.length === 0) return;
    bundler.onLoad({ filter: /\/src\/rules\/generated\/usual\.ts$/ }, () => ({
      contents: listOf(ids),
      loader: 'ts',
      resolveDir: join(root, 'src/rules/generated'),
    }));
  },
});

/** The command: cli.cjs, which runs the chunks in cli/. */
async function bundleCommand(out, rules) {
  const plugins = [withoutChildProcess, withRules(rules)];
  const plugin = { name: 'ours', setup: (bundler) => plugins.forEach((one) => void one.setup(bundler)) };
  // CommonJS starts faster than an ES module: Node does not need its module loader.
  const metafile = await bundleChunks({ ...common, minify: true }, plugin, join(out, 'cli'));
  copyFileSync(join(root, 'src/launcher.cjs'), join(out, 'cli.cjs'));
  chmodSync(join(out, 'cli.cjs'), 0o755);
  return metafile;
}

/** The library: one readable module. */
async function bundleLibrary(out) {
  const outfile = join(out, 'index.js');
  const { metafile } = await build({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile,
    format: 'esm',
    metafile: true,
  });
  return metafile;
}

function writeLicences(out, metafiles) {
  writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, 'This package', metafiles));
}

function writeTypes() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
}

const [elsewhere, ...rules] = process.argv.slice(2);
const out = resolve(elsewhere ?? join(root, 'dist'));
if (elsewhere === undefined) rmSync(out, { recursive: true, force: true });
const metafile = await bundleCommand(out, rules);
keepCompiled(join(out, 'cli.cjs'));
if (elsewhere === undefined) {
  writeLicences(out, [metafile, await bundleLibrary(out)]);
  writeTypes();
  await writeManual(out);
} else {
  writeLicences(out, [metafile]);
  writeFileSync(join(out, 'meta.json'), JSON.stringify(metafile));
}
