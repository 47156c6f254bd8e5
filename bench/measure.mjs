// Times of processes, taken in turns: A B C, A B C, … so that whatever else the machine does falls on all of them.
import { spawnSync } from 'node:child_process';

const { NODE_OPTIONS, ...asItIs } = process.env;
const { NODE_EXTRA_CA_CERTS, ...environment } = asItIs;

/**
 * What processes are measured in, where the environment here sets NODE_EXTRA_CA_CERTS: Node 20 then reads all of a file
 * of certificates before it runs anything, an empty script included. A start takes twice as long, and next to it
 * everything looks fast.
 */
export const WITH_CERTIFICATES = NODE_EXTRA_CA_CERTS === undefined ? undefined : asItIs;

function once({ command, cwd, status = 0 }, env) {
  const [file, ...args] = typeof command === 'function' ? command() : command;
  const start = process.hrtime.bigint();
  const result = spawnSync(file, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd,
    env,
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.error) throw result.error;
  if (result.status !== status)
    throw new Error(`${[file, ...args].join(' ')}: exit status ${result.status}\n${result.stderr}`);
  return { ms, stderr: String(result.stderr) };
}

const median = (sorted) => sorted[sorted.length >> 1];

/** A quarter of the runs were quicker: on a busy machine steadier than the least, and less of its load than the median. */
const quarter = (sorted) => sorted[sorted.length >> 2];

/**
 * @param candidates by name: the command, or what makes one for each run, and the exit status it should have
 * @param env without NODE_EXTRA_CA_CERTS, if none is given
 * @returns by name, in milliseconds: the time that a quarter of the runs stay under, and the median
 */
export function race(candidates, rounds, env = environment) {
  const names = Object.keys(candidates);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) times[name].push(once(candidates[name], env).ms);
  const summary = (list) => {
    const sorted = list.toSorted((a, b) => a - b);
    return { quarter: quarter(sorted), median: median(sorted) };
  };
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

/** Peak resident memory of a process in MiB: the median of three. */
export function memory(script, command) {
  const [, ...args] = command;
  const one = () => {
    const { stderr } = once({ command: [process.execPath, '--require', script, ...args] }, environment);
    return Number(/max-rss (\d+)/.exec(stderr)?.[1]) / 1024;
  };
  return median([one(), one(), one()].sort((a, b) => a - b));
}
