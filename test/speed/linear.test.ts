import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mistaken, topology } from '../../bench/estates.mjs';
import { type Bundled, bundled } from './command.ts';

/**
 * Ten times the nodes may take eleven times the work in all, and more at a place that sorts: files come sorted by node,
 * and merging such runs takes up to twenty times the comparisons. What looks at every pair takes a hundred times.
 */
const MOST = 11;
const MOST_ANYWHERE = 25;
/** What runs less often does not count: no 600 nodes can make it matter. */
const RARE = 10_000;
/** What 60 nodes do without, as they do without a thread that writes, may run so often for 600: a hundred times each. */
const MOST_ANEW = 60_000;

/**
 * Runs the command under V8's counter of calls and loops, which no busy machine disturbs, and prints how often each
 * piece of code ran, by its place in the bundle.
 */
const COUNT = `
  const { Session } = require('node:inspector');
  const [, launcher, ...args] = process.argv;
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  process.argv = [process.argv[0], launcher, ...args];
  process.on('exit', () => session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const counts = {};
    for (const { url, functions } of result)
      for (const { functionName, ranges } of url.includes('/cli/') ? functions : [])
        for (const { startOffset, count } of ranges)
          counts[[url.split('/').at(-1), startOffset, functionName].join(' ')] = count;
    process.stderr.write(JSON.stringify(counts));
  }));
  require(launcher).run();
`;

let command: Bundled;
beforeAll(() => {
  command = bundled();
  // Code that was compiled before has no counters in it.
  const chunks = join(command.folder, 'cli');
  for (const name of readdirSync(chunks)) if (name.endsWith('.cache')) rmSync(join(chunks, name));
});
afterAll(() => command?.remove());

function counts(...args: string[]): Map<string, number> {
  // Code that has not run for a while is thrown away, and its counters with it, unless V8 is told not to.
  const script = `node --no-flush-bytecode -e "$0" -- "$@" 2>&1 >/dev/null; true`;
  const out = execFileSync('sh', ['-c', script, COUNT, join(command.folder, 'cli.cjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    maxBuffer: 2 ** 28,
  });
  return new Map(Object.entries(JSON.parse(out) as Record<string, number>));
}

/** Places that ran more often than they should; a bundle made without `minify` has their names. */
const grown = (few: ReadonlyMap<string, number>, many: ReadonlyMap<string, number>): string[] =>
  [...many]
    .filter(([place, count]) => count > RARE && count > (MOST_ANYWHERE * (few.get(place) ?? 0) || MOST_ANEW))
    .map(([place, count]) => `${place}: ${few.get(place) ?? 0} times for 60 nodes, ${count} for 600`);

function file(name: string, text: string): string {
  const path = join(command.folder, name);
  writeFileSync(path, text);
  return path;
}

const total = (all: ReadonlyMap<string, number>): number =>
  [...all.values()].reduce((sum, count) => sum + count, 0);

function expectLinear(few: ReadonlyMap<string, number>, many: ReadonlyMap<string, number>): void {
  expect(few.size).toBeGreaterThan(100);
  expect(total(many) / total(few)).toBeLessThan(MOST);
  expect(grown(few, many)).toEqual([]);
}

test('ten times the nodes, ten times the work', () => {
  const build = (members: number): Map<string, number> => {
    const out = join(command.folder, `out-${members}`);
    const result = counts('build', file(`${members}.yaml`, topology('estate', members)), '--out', out);
    rmSync(out, { recursive: true });
    return result;
  };
  expectLinear(build(60), build(600));
});

test('also with a finding in every node', () => {
  const lint = (members: number): Map<string, number> =>
    counts('lint', file(`wrong-${members}.yaml`, mistaken(topology('estate', members))));
  expectLinear(lint(60), lint(600));
});
