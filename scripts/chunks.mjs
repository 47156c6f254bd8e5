// Divides the command into chunks: what every start takes, what a build takes on top, and one for each other module
// that is imported where it is needed, `await import(…)`. A module is in the first chunk that reaches it, and the others
// take it from there. src/launcher.cjs runs them.
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

/** A chunk of one module is called after it, or after its package. */
const nameOf = (path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? /([^/]+)\.\w+$/.exec(path)?.[1];

const isLater = ({ kind, external }) => kind === 'dynamic-import' && !external;

/** Adds all that a module reaches without a dynamic import. */
function reach(inputs, path, reached) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const { path: next, kind, external } of inputs[path].imports)
    if (kind !== 'dynamic-import' && !external) reach(inputs, next, reached);
  return reached;
}

/**
 * @param inputs modules by path and what they import, as esbuild tells them
 * @returns the chunk of each module, and what each chunk offers to the others: chunk → modules
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

/** What modules of ours export, by path: names, each bound once, so that taking its value when a chunk runs is enough. */
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
      throw new Error(`${path} is taken by another chunk: it may export constants and functions alone`);
  return names;
}

/** The entry of a chunk: a function for each module that others take, by its path, which collects what it exports. */
function entryOf(inputs, names, paths) {
  const imports = [];
  const offers = [...paths].sort().map((path, index) => {
    const from = JSON.stringify(`./${path}`);
    const known = names.get(path);
    if (known) imports.push(`import { ${known.map((name) => `${name} as ${name}$${index}`)} } from ${from};`);
    // What a module of CommonJS exports is one value, and stays the same one.
    else imports.push(`import ${inputs[path].format === 'cjs' ? '' : '* as '}m${index} from ${from};`);
    const collected = known ? `({ ${known.map((name) => `${name}: ${name}$${index}`)} })` : `m${index}`;
    return `${JSON.stringify(path)}: () => ${collected}`;
  });
  return `${imports.join('\n')}\nexport const modules = { ${offers.join(', ')} };`;
}

/** Has modules of other chunks, and those that are imported later, taken from the chunk that they are in. */
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
        // As variables where they are known: a function of another chunk is called as one of this is.
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
 * @returns esbuild's account of all modules
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

/** A chunk as the launcher takes it: a function, behind the hash of its text. */
export function wrapped(text) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `/*${hash}*/(function (require, module) {${text}})\n`;
}
