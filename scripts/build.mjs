// Bundles the command and the library into dist/, or into the directory named, and writes the library's types.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** What every lint loads, a sound topology's too. */
const ALWAYS = [
  'src/main.ts',
  'src/commands/lint.ts',
  'src/commands/inputs.ts',
  'src/compiler/report/text.ts',
];

const common = {
  cwd: root,
  platform: 'node',
  transform: { target: 'node20' },
  // Of the two builds of `yaml` the one made of modules, so that only its parser is bundled.
  resolve: { alias: { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/index.js') } },
};

/** commander would load node:child_process for commands in files of their own, of which there are none. */
const withoutChildProcess = {
  name: 'without-child-process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && importer?.includes('/commander/') ? '\0no-child-process' : undefined,
  load: (id) => (id === '\0no-child-process' ? 'export {};' : undefined),
};

/** Text in the code as escapes: V8 then takes a byte for a character, not two. */
const inAscii = {
  name: 'in-ascii',
  generateBundle(_, bundle) {
    const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const chunk of Object.values(bundle)) chunk.code = chunk.code.replace(/[\u0080-\uffff]/g, escaped);
  },
};

/** The command: cli.cjs, which runs cli/main.cjs; what only some runs need is in further files of cli/. */
async function bundleCommand(out) {
  const bundle = await rolldown({
    ...common,
    input: { main: join(root, 'src/main.ts') },
    plugins: [withoutChildProcess, inAscii],
  });
  const { output } = await bundle.write({
    dir: join(out, 'cli'),
    // CommonJS starts faster than a module: Node reads it without its module loader.
    format: 'cjs',
    minify: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // With all that these import in one file: each file takes time to find and open.
    codeSplitting: { groups: [{ name: 'main', test: (id) => ALWAYS.includes(relative(root, id)) }] },
  });
  copyFileSync(join(root, 'src/launcher.cjs'), join(out, 'cli.cjs'));
  chmodSync(join(out, 'cli.cjs'), 0o755);
  const modulesOf = (chunk) =>
    chunk.moduleIds.map((id) => relative(root, id).replace(/^.*\/node_modules\//, 'node_modules/'));
  const contents = Object.fromEntries(output.map((chunk) => [chunk.fileName, modulesOf(chunk)]));
  writeFileSync(join(out, 'cli/contents.json'), `${JSON.stringify(contents, null, 2)}\n`);
}

/** Has V8 compile what building the sample takes, and keeps it. */
function keepCompiled(out) {
  const scratch = mkdtempSync(join(tmpdir(), 'pgdr-compile-'));
  const sample = join(root, 'fixtures/seoul-busan/topology.yaml');
  const keep = join(root, 'scripts/keep-compiled.cjs');
  const run = (...args) => execFileSync(process.execPath, [keep, out, ...args], { stdio: 'pipe' });
  run('build', sample, '--out', join(scratch, 'build'));
  rmSync(scratch, { recursive: true });
}

/** The library: one module, readable. */
async function bundleLibrary(out) {
  const bundle = await rolldown({ ...common, input: join(root, 'src/index.ts') });
  await bundle.write({ file: join(out, 'index.js'), format: 'esm', codeSplitting: false });
}

function writeTypes() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
}

const [elsewhere] = process.argv.slice(2);
const out = resolve(elsewhere ?? join(root, 'dist'));
if (elsewhere === undefined) rmSync(out, { recursive: true, force: true });
await bundleCommand(out);
keepCompiled(out);
if (elsewhere === undefined) {
  await bundleLibrary(out);
  writeTypes();
}
