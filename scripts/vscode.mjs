// Bundles the extension for Visual Studio Code, and packs it: editors/vscode/pgdr-compile.vsix.
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'editors/vscode');

await build({
  entryPoints: [join(folder, 'extension.mts')],
  outfile: join(folder, 'dist/extension.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['vscode'],
  minify: true,
  legalComments: 'linked',
});
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
await createVSIX({
  cwd: folder,
  packagePath: join(folder, 'pgdr-compile.vsix'),
  dependencies: false,
  skipLicense: false,
});
