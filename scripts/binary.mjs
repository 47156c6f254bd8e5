// Makes a single executable of this Node and the command, for machines without Node, into dist-binary/ or the named folder:
// npm run binary [-- <folder>] [-- --node-license <file>]
// https://nodejs.org/api/single-executable-applications.html
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { keepMoreCompiled } from './compiled.mjs';
import { writeManual } from './manual.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const node = process.execPath;
const isMac = process.platform === 'darwin';

/** A build step, silent unless it fails. */
const run = (file, ...args) => void execFileSync(file, args, { cwd: root, stdio: 'pipe' });

/** Where archives and packages of Node have its licence, from the folder of the executable. */
const NODE_LICENCES = ['../LICENSE', 'LICENSE', '../share/doc/nodejs/LICENSE'];

function nodeLicence(named) {
  const files = named ? [named] : NODE_LICENCES.map((path) => join(dirname(node), path)).filter(existsSync);
  const found = files
    .map((file) => readFileSync(file, 'utf8'))
    .find((text) => text.startsWith('Node.js is licensed'));
  if (found) return found;
  throw new Error(
    `no licence of Node in ${named ?? `the folders of ${node}`}: name its file with --node-license`,
  );
}

/** Node and its licence, the command and its licence, and those of the packages in it. */
function licences(command, named) {
  const line = `\n${'='.repeat(80)}\n\n`;
  const read = (path) => readFileSync(path, 'utf8');
  return [
    `pgdr-compile\n\n${read(join(root, 'LICENSE'))}`,
    read(join(command, 'THIRD-PARTY-LICENSES.txt')),
    `This executable holds Node.js ${process.version}.\n\n${nodeLicence(named)}`,
  ].join(line);
}

/** By name: chunks, what V8 compiled of them (src/launcher.cjs gives it longer names), and the pages of rules. */
function assetsOf(command) {
  const chunks = join(command, 'cli');
  const pages = globSync('docs/rules/**/*.md', { cwd: root });
  return Object.fromEntries([
    ...readdirSync(chunks).map((name) => [
      name.replace(/\.cjs\..*\.cache$/, '.cjs.cache'),
      join(chunks, name),
    ]),
    ...pages.map((path) => [path, join(root, path)]),
  ]);
}

/** What goes into the executable, in the form that Node gives it. */
function blobOf(assets, scratch) {
  const config = join(scratch, 'sea.json');
  const output = join(scratch, 'sea.blob');
  const main = join(root, 'src/launcher-binary.cjs');
  writeFileSync(
    config,
    JSON.stringify({ main, output, assets, disableExperimentalSEAWarning: true, useCodeCache: true }),
  );
  run(node, '--experimental-sea-config', config);
  return output;
}

/** Puts it into a copy of Node. Apple's systems run only what is signed, and the signature of Node no longer fits. */
function inject(blob, executable) {
  rmSync(executable, { force: true });
  copyFileSync(node, executable);
  chmodSync(executable, 0o755);
  if (isMac) run('codesign', '--remove-signature', executable);
  const postject = join(dirname(require.resolve('postject/package.json')), 'dist/cli.js');
  const fuse = ['--sentinel-fuse', 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'];
  const segment = isMac ? ['--macho-segment-name', 'NODE_SEA'] : [];
  run(node, postject, executable, 'NODE_SEA_BLOB', blob, ...fuse, ...segment);
  if (isMac) run('codesign', '--sign', '-', executable);
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'node-license': { type: 'string' } },
});
const { node_shared: isShared, single_executable_application: isPossible } = process.config.variables;
if (isShared || !isPossible)
  throw new Error(`${node} cannot become a single executable: take one from nodejs.org`);

const out = resolve(positionals[0] ?? join(root, 'dist-binary'));
const scratch = mkdtempSync(join(tmpdir(), 'pgdr-compile-'));
try {
  const command = join(scratch, 'command');
  run(node, join(root, 'scripts/build.mjs'), command);
  keepMoreCompiled(join(command, 'cli.cjs'));
  mkdirSync(out, { recursive: true });
  const texts = join(out, 'LICENSES.txt');
  writeFileSync(texts, licences(command, flags['node-license']));
  const executable = join(out, process.platform === 'win32' ? 'pgdr-compile.exe' : 'pgdr-compile');
  inject(blobOf({ ...assetsOf(command), 'LICENSES.txt': texts }, scratch), executable);
  await writeManual(out);
  const size = Math.round(statSync(executable).size / 1e6);
  console.log(`${relative('', executable)}: ${size} MB, Node ${process.version}`);
} finally {
  rmSync(scratch, { recursive: true });
}
