import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the bundled command loaded of Node. */
export interface Loaded {
  /** Node's own modules, beyond those that Node loads to run an empty file. */
  readonly builtins: readonly string[];
}

/** The command, bundled into a folder of its own. */
export interface Bundled {
  readonly folder: string;
  run(...args: string[]): Loaded;
  /**
   * Modules that are evaluated when these are, by their paths from the root of the repository: what they import, and
   * what that imports, but for `await import(…)`.
   */
  evaluated(...entries: string[]): string[];
  /** Bytes of code that modules are in the bundle. */
  size(paths: readonly string[]): number;
  remove(): void;
}

/** Prints Node's modules at the end; stdout is the command's own. */
const REPORT = `
  const [, launcher, ...args] = process.argv;
  const { run } = launcher === '' ? {} : require(launcher);
  process.argv = [process.argv[0], launcher, ...args];
  process.on('exit', () => process.stderr.write(JSON.stringify(process.moduleLoadList)));
  run?.();
`;

function report(launcher: string, args: readonly string[]): string[] {
  // Node's options of the test run would load more.
  const env = { ...process.env, NODE_OPTIONS: '', NODE_DISABLE_COMPILE_CACHE: '1' };
  const script = `node -e "$0" -- "$@" 2>&1 >/dev/null`;
  const out = execFileSync('sh', ['-c', script, REPORT, launcher, ...args], { encoding: 'utf8', env });
  return JSON.parse(out) as string[];
}

/** esbuild's account of a bundle, as far as it is read here. */
interface Metafile {
  readonly inputs: Readonly<
    Record<string, { imports: { path: string; kind: string; external?: boolean }[] }>
  >;
  readonly outputs: Readonly<Record<string, { inputs: Record<string, { bytesInOutput: number }> }>>;
}

/** Everything reachable without a dynamic import. */
function closure({ inputs }: Metafile, entries: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind, external } of inputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import' && !external) visit(next);
  };
  for (const entry of entries) {
    if (!(entry in inputs)) throw new Error(`${entry} is not in the bundle`);
    visit(entry);
  }
  return [...reached];
}

/** Node's modules that a program can name, as `node:fs`. */
const builtinsOf = (list: readonly string[]): string[] =>
  list.flatMap((entry) => {
    const name = /^NativeModule (?!internal\/)(.+)$/.exec(entry)?.[1];
    return name === undefined ? [] : [`node:${name}`];
  });

/** Bundles the checkout as `npm run build` does. */
export function bundled(): Bundled {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-speed-'));
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), folder], { cwd: ROOT });
  const metafile = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Metafile;
  const bare = new Set(builtinsOf(report('', [])));
  return {
    folder,
    run: (...args) => ({
      builtins: builtinsOf(report(join(folder, 'cli.cjs'), args)).filter((name) => !bare.has(name)),
    }),
    evaluated: (...entries) => closure(metafile, entries),
    size: (paths) => {
      const [output] = Object.values(metafile.outputs);
      return paths.reduce((sum, path) => sum + (output?.inputs[path]?.bytesInOutput ?? 0), 0);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
