import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the bundled command loaded. */
export interface Loaded {
  /** Files of the bundle. */
  readonly chunks: readonly string[];
  /** Modules in those files, by their path from the root of the repository. */
  readonly modules: readonly string[];
  /** Node's own modules, beyond those that Node loads to run an empty file. */
  readonly builtins: readonly string[];
}

/** The command, bundled into a folder of its own. */
export interface Bundled {
  readonly folder: string;
  run(...args: string[]): Loaded;
  /** Bytes of code in a file of the bundle. */
  size(chunk: string): number;
  remove(): void;
}

/** Prints Node's modules and the bundle's files at the end; stdout is the command's own. */
const REPORT = `
  const [, launcher, ...args] = process.argv;
  const { load, scripts } = launcher === '' ? {} : require(launcher);
  process.argv = [process.argv[0], launcher, ...args];
  process.on('exit', () =>
    process.stderr.write(JSON.stringify({ list: process.moduleLoadList, chunks: [...(scripts?.keys() ?? [])] })));
  load?.('main.cjs');
`;

function report(launcher: string, args: readonly string[]): { list: string[]; chunks: string[] } {
  // Node's options of the test run would load more.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const script = `node -e "$0" -- "$@" 2>&1 >/dev/null`;
  const out = execFileSync('sh', ['-c', script, REPORT, launcher, ...args], { encoding: 'utf8', env });
  return JSON.parse(out) as { list: string[]; chunks: string[] };
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
  const contents = JSON.parse(readFileSync(join(folder, 'cli/contents.json'), 'utf8')) as Record<
    string,
    string[]
  >;
  const bare = new Set(builtinsOf(report('', []).list));
  return {
    folder,
    run(...args) {
      const { list, chunks } = report(join(folder, 'cli.cjs'), args);
      const names = chunks.map((path) => basename(path));
      return {
        chunks: names,
        modules: names.flatMap((name) => contents[name] ?? []),
        builtins: builtinsOf(list).filter((name) => !bare.has(name)),
      };
    },
    size: (chunk) => statSync(join(folder, 'cli', chunk)).size,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
