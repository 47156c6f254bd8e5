// One module bundled as the command is: its only chunk.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { common, withoutChildProcess } from '../scripts/bundling.mjs';
import { wrapped } from '../scripts/chunks.mjs';

export async function bundleOne(entry, chunk) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [entry],
    format: 'cjs',
    minify: true,
    write: false,
    plugins: [withoutChildProcess],
  });
  writeFileSync(chunk, wrapped(outputFiles[0].text));
}
