// Builds the site into site/, or into the named folder: the playground, and the documentation as pages with a search. All of it is
// static, and asks no other server.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { common } from './bundling.mjs';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const shared = { ...common, jsx: 'automatic', jsxImportSource: 'preact', loader: { '.yaml': 'text' } };

const browser = {
  ...shared,
  platform: 'browser',
  // Those that have light-dark(), which the styles use: since May 2024.
  target: ['chrome123', 'firefox120', 'safari17.5'],
  minify: true,
  metafile: true,
};

/** Mermaid loads a module for each kind of diagram. topology.md has flowcharts alone: the others are left out. */
const onlyFlowcharts = {
  name: 'only-flowcharts',
  setup(bundler) {
    bundler.onResolve({ filter: /./ }, ({ kind, path, importer }) => {
      if (kind !== 'dynamic-import' || !importer.includes('/mermaid/dist/')) return undefined;
      return /\/(?:flowDiagram|dagre)-\w+\.mjs$/.test(path)
        ? undefined
        : { path: 'left-out', namespace: 'left-out' };
    });
    bundler.onLoad({ filter: /./, namespace: 'left-out' }, () => ({
      contents: 'throw new Error("the site draws flowcharts alone");',
    }));
  },
};

/** The scripts and styles of the pages. */
async function bundleAssets(out) {
  const outdir = join(out, 'assets');
  const modules = await build({
    ...browser,
    entryPoints: {
      playground: 'src/site/playground/playground.tsx',
      worker: 'src/site/judge/worker.ts',
      picture: 'src/site/picture/picture.ts',
    },
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    plugins: [onlyFlowcharts],
  });
  // No modules: browsers do not load them from files.
  const scripts = await build({
    ...browser,
    entryPoints: { 'begin-theme': 'src/site/common/begin-theme.ts', docs: 'src/site/docs/docs.ts' },
    outdir,
    format: 'iife',
  });
  await build({
    ...browser,
    entryPoints: ['base', 'playground', 'docs', 'picture'].map((name) => `src/site/styles/${name}.css`),
    outdir,
  });
  return [modules.metafile, scripts.metafile];
}

/** What makes the pages, compiled for Node. */
async function loadPages() {
  const scratch = mkdtempSync(join(root, 'node_modules/.pgdr-site-'));
  try {
    const outfile = join(scratch, 'pages.mjs');
    await build({
      ...shared,
      entryPoints: ['src/site/pages/pages.ts'],
      outfile,
      format: 'esm',
      packages: 'external',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const read = (path) => readFileSync(join(root, path), 'utf8');

/** The Markdown files that become pages, in the order of the navigation. */
const PAGES = [
  'README.md',
  ...globSync('docs/*.md', { cwd: root }).sort(),
  'docs/rules/README.md',
  ...globSync('docs/rules/*/*.md', { cwd: root }).sort(),
  'CHANGELOG.md',
  'CONTRIBUTING.md',
];

/** Other files that pages link to, by their path in the site. */
const FILES = new Map([['schema/topology.schema.json', 'schema/topology.schema.json']]);

function write(out, path, text) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

const out = resolve(process.argv[2] ?? join(root, 'site'));
rmSync(out, { recursive: true, force: true });
const metafiles = await bundleAssets(out);
const { siteFiles } = await loadPages();
for (const { path, text } of siteFiles(
  PAGES.map((path) => ({ path, text: read(path) })),
  FILES,
))
  write(out, path, text);
for (const [path, copy] of FILES) write(out, copy, read(path));
write(out, 'THIRD-PARTY-LICENSES.txt', licencesOf(root, 'This site', metafiles));
// GitHub Pages would leave out what its own generator does not know.
write(out, '.nojekyll', '');
