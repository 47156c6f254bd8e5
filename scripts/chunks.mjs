// Divides the command into chunks: one that every start needs, one that a build needs in addition, and one for each other
// module that is imported on demand, `await import(…)`. A module is in the first chunk that reaches it, and the other
// chunks take it from there. src/launcher.cjs runs the chunks.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Modules that are loaded together. */
const GROUPS = {
  start: ['src/cli/main.ts', 'src/commands/lint.ts', 'src/commands/inputs.ts', 'src/compiler/report/text.ts'],
  build: ['src/commands/build.ts', 'src/compiler/render/render.ts', 'src/compiler/output/write-tree.ts'],
  overrides: ['src/rules/all.ts'],
};

/** A chunk of one module is named after the module, or after its package. */
const nameOf = (path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? /([^/]+)\.\w+$/.exec(path)?.[1];

const isLater = ({ kind, external }) => kind === 'dynamic-import' && !external;

/** Adds every module that a module reaches without a dynamic import. */
function reach(inputs, path, reached) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const { path: next, kind, external } of inputs[path].imports)
    if (kind !== 'dynamic-import' && !external) reach(inputs, next, reached);
  return reached;
}

/**
 * @param inputs modules by path and their imports, from esbuild's metafile
 * @returns the chunk of each module, and the modules that each chunk offers to the others: chunk → modules
 */
function divide(inputs) {
  const imports = Object.entries(inputs).flatMap(([from, { imports }]) =>
    imports.filter(({ external }) => !external).map((one) => ({ ...one, from })),
  );
  const later = imports.filter(isLater).map(({ path }) => path);
  const chunkOf = new Map();
  const groups = [...Object.entries(GROUPS), ...later.sort().map((path) => [nameOf(path), [path]])];
  for (const [name, entries] of groups)
    for (const entry of entries)
      for (const path of reach(inputs, entry, new Set())) if (!chunkOf.has(path)) chunkOf.set(path, name);
  const shared = imports.filter(({ from, path }) => chunkOf.get(from) !== chunkOf.get(path));
  const offers = new Map([...chunkOf.values()].map((name) => [name, new Set()]));
  for (const [name, entries] of Object.entries(GROUPS))
    for (const entry of entries) offers.get(name).add(entry);
  for (const path of [...later, ...shared.map(({ path }) => path)]) offers.get(chunkOf.get(path)).add(path);
  return { chunkOf, offers };
}

/** Names that our modules export, by path. Each is bound once, so its value can be taken when a chunk runs. */
async function namesOf(options, paths) {
  const asked = paths.filter((path) => path.startsWith('src/'));
  const { metafile } = await build({
    ...options,
    bundle: false,
    alias: {},
    entryPoints: asked,
    outdir: 'names',
    format: 'esm',
    metafile: true,
    write: false,
  });
  const names = new Map(Object.values(metafile.outputs).map((one) => [one.entryPoint, one.exports]));
  for (const path of asked)
    if (
      names.get(path).includes('default') ||
      /^export (?:let|var|\*)/m.test(readFileSync(join(options.absWorkingDir, path), 'utf8'))
    )
      throw new Error(`${path} is used by another chunk: it may export only constants and functions`);
  return names;
}

/** The entry of a chunk: for each module that other chunks use, by its path, a function that collects its exports. */
function entryOf(inputs, names, paths) {
  const imports = [];
  const offers = [...paths].sort().map((path, index) => {
    const from = JSON.stringify(`./${path}`);
    const known = names.get(path);
    if (known) imports.push(`import { ${known.map((name) => `${name} as ${name}$${index}`)} } from ${from};`);
    // A CommonJS module exports one value, which stays the same.
    else imports.push(`import ${inputs[path].format === 'cjs' ? '' : '* as '}m${index} from ${from};`);
    const collected = known ? `({ ${known.map((name) => `${name}: ${name}$${index}`)} })` : `m${index}`;
    return `${JSON.stringify(path)}: () => ${collected}`;
  });
  return `${imports.join('\n')}\nexport const modules = { ${offers.join(', ')} };`;
}

/** Takes modules of other chunks, and modules that are imported later, from their chunk. */
function divided(root, name, chunkOf, names) {
  const taken = (path) => `require("./${chunkOf.get(path)}.cjs").modules[${JSON.stringify(path)}]()`;
  return {
    name: 'divided',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        if (pluginData === 'asked') return undefined;
        const found = await bundler.resolve(path, { ...where, pluginData: 'asked' });
        const module = found.path.startsWith(`${root}/`) ? found.path.slice(root.length + 1) : undefined;
        const chunk = chunkOf.get(module);
        if (chunk === undefined) return found;
        if (where.kind === 'dynamic-import') return { path: module, namespace: 'later' };
        return chunk === name ? found : { path: module, namespace: 'taken' };
      });
      for (const namespace of ['taken', 'later']) {
        // As variables if the names are known: a function of another chunk is then called like a function of this chunk.
        const isBound = (path) => namespace === 'taken' && names.has(path);
        bundler.onLoad({ filter: /./, namespace }, ({ path }) => ({
          contents: isBound(path)
            ? `export const { ${names.get(path)} } = ${taken(path)};`
            : `module.exports = ${taken(path)};`,
        }));
        bundler.onResolve({ filter: /^\.\/.*\.cjs$/, namespace }, ({ path }) => ({ path, external: true }));
      }
    },
  };
}

/**
 * Writes the chunks.
 * @param options of esbuild
 * @param plugin of esbuild, for every chunk
 * @param out folder
 * @returns esbuild's metadata of all modules
 */
export async function bundleChunks(options, plugin, out) {
  const whole = await build({
    ...options,
    entryPoints: GROUPS.start.slice(0, 1),
    outfile: 'whole.cjs',
    format: 'cjs',
    metafile: true,
    write: false,
    plugins: [plugin],
  });
  const { inputs } = whole.metafile;
  const { chunkOf, offers } = divide(inputs);
  const names = await namesOf(options, [...new Set([...offers.values()].flatMap((set) => [...set]))]);
  mkdirSync(out, { recursive: true });
  for (const [name, paths] of offers) {
    const { outputFiles } = await build({
      ...options,
      stdin: { contents: entryOf(inputs, names, paths), resolveDir: options.absWorkingDir },
      outfile: `${name}.cjs`,
      format: 'cjs',
      write: false,
      plugins: [plugin, divided(options.absWorkingDir, name, chunkOf, names)],
    });
    writeFileSync(join(out, `${name}.cjs`), wrapped(outputFiles[0].text));
  }
  return whole.metafile;
}

/** A chunk in the form that the launcher expects: a function, after the hash of its text. */
export function wrapped(text) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `/*${hash}*/(function (require, module) {${text}})\n`;
}
