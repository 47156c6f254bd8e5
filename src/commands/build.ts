import type { Host } from '../cli/host.ts';
import { OutputError } from '../compiler/output/error.ts';
import type { FileReport } from '../compiler/report/report.ts';
import { plural } from '../compiler/text/words.ts';
import type { KnownOptions } from './baseline.ts';
import { isForPeople, publish } from './publish.ts';
import type { Judged, JudgeOptions, Status } from './run.ts';
import { fails, judge } from './run.ts';
import type { Sound, Tree } from './trees.ts';
import { assertOut, otherTrees, treesOf } from './trees.ts';
import { UsageError } from './usage-error.ts';

export interface BuildOptions extends JudgeOptions, Pick<KnownOptions, 'baseline' | 'against'> {
  readonly out: string;
  readonly check: boolean;
  readonly force: boolean;
}

/** Prints a line for the person who reads the output. */
type Say = (line: string) => void;

/** The file to read first. */
const RUNBOOK = 'RUNBOOK.md';

/** How many stray files are named. */
const NAMED = 3;

/** The message about files in the folders of nodes that no run wrote: they stay, and make `--check` fail. */
function strayWords(strays: readonly string[]): string {
  const more = strays.length - NAMED;
  const names = strays.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return strays.length === 1
    ? `${names} is in the folder of a node, but was not written by pgdr-compile: move it elsewhere`
    : `${names} are in the folders of nodes, but were not written by pgdr-compile: move them elsewhere`;
}

async function write(say: Say, tree: Tree, force: boolean): Promise<Status> {
  const { writeTree } = await import('../compiler/output/write-tree.ts');
  const { printable } = await import('../compiler/report/printable.ts');
  const result = writeTree(tree.root, tree.artifacts, { force });
  if (result.kind === 'refused') {
    for (const { message } of result.conflicts) say(printable(`${tree.root}/${message}`));
    const forceable = result.conflicts.every((conflict) => conflict.forceable);
    say(
      `nothing was written to ${tree.root}${forceable ? ': move these files elsewhere, or overwrite them with --force' : ''}`,
    );
    return 1;
  }
  const { written, removed, unchanged, recovered } = result;
  if (recovered) say(`completed an earlier run in ${tree.root} that was interrupted`);
  const parts = [
    written.length > 0 && `${plural(written.length, 'file')} written`,
    removed.length > 0 && `${removed.length} removed`,
    unchanged > 0 && `${unchanged} unchanged`,
  ];
  const start = written.includes(RUNBOOK) ? `; start with ${tree.root}/${RUNBOOK}` : '';
  say(`${tree.root}: ${parts.filter(Boolean).join(', ')}${start}`);
  if (result.strays.length > 0) say(printable(`${tree.root}: ${strayWords(result.strays)}`));
  return 0;
}

/**
 * Publishes the report. On a standard output for people it leaves out a clean report (the lines that follow say what was
 * written) and the findings about trees (the lines that follow say them).
 */
async function report(
  host: Host,
  reports: readonly FileReport[],
  trees: readonly FileReport[],
  options: BuildOptions,
): Promise<void> {
  const isQuiet = reports.every(
    ({ diagnostics, suppressed = [] }) => diagnostics.length + suppressed.length === 0,
  );
  const isForTerminal = ({ format, file }: BuildOptions['formats'][number]): boolean =>
    format === 'text' && file === undefined;
  const [first, rest] = [
    options.formats.filter(isForTerminal),
    options.formats.filter((one) => !isForTerminal(one)),
  ];
  if (first.length > 0 && !isQuiet) await publish(host, reports, { ...options, formats: first });
  if (rest.length > 0) await publish(host, [...reports, ...trees], { ...options, formats: rest });
}

/** The findings that neither the baseline nor the commit has. */
async function newsOf(
  host: Host,
  judged: readonly Judged[],
  { baseline, against }: BuildOptions,
): Promise<readonly FileReport[]> {
  const all = judged.map((one) => one.report);
  if (baseline === undefined && against === undefined) return all;
  const { withoutKnown } = await import('./baseline.ts');
  return withoutKnown(host, all, { baseline, against, writeBaseline: false });
}

/** Whether no tree may be written: there is a new error, or an error of a rule that is not waivable. */
async function isRefused(judged: readonly Judged[], news: readonly FileReport[]): Promise<boolean> {
  if (judged.some(({ missing }) => missing) || fails(news, 'error')) return true;
  const all = judged.map((one) => one.report);
  if (!fails(all, 'error')) return false;
  const { isWaivable } = await import('./baseline.ts');
  return all.some(({ diagnostics }) =>
    diagnostics.some((one) => one.severity === 'error' && !isWaivable(one)),
  );
}

/** Compares every tree with the disk, and reports the differences. */
async function compareTrees(
  host: Host,
  say: Say,
  trees: readonly Tree[],
  news: readonly FileReport[],
  command: string,
  options: BuildOptions,
): Promise<Status> {
  const { check } = await import('./check.ts');
  const checked = [];
  for (const tree of trees) checked.push(await check(tree, command));
  await report(
    host,
    news,
    checked.flatMap(({ reports }) => reports),
    options,
  );
  for (const line of checked.flatMap(({ lines }) => lines)) say(line);
  return checked.every(({ clean }) => clean) ? 0 : 1;
}

/** Writes every tree. */
async function writeTrees(say: Say, trees: readonly Tree[], force: boolean): Promise<Status> {
  let status: Status = 0;
  for (const tree of trees) status = (await write(say, tree, force)) === 0 ? status : 1;
  return status;
}

/** Names trees of other estates: a renamed estate leaves its old tree. It may also belong to another topology of a repository. */
async function tellOthers(say: Say, trees: readonly Tree[], out: string): Promise<void> {
  for (const root of await otherTrees(trees, out))
    say(`${root} holds the tree of another estate: remove it if that estate was renamed or is gone`);
}

const soundOf = (judged: readonly Judged[]): Sound[] =>
  judged.flatMap(({ analysis }) =>
    analysis?.estate ? [{ file: analysis.file, estate: analysis.estate }] : [],
  );

/** `pgdr-compile build`: lints topologies and, if none of them has an error, writes or checks their trees. */
export async function build(host: Host, files: readonly string[], options: BuildOptions): Promise<Status> {
  assertOut(options.out, host.cwd);
  const judged = await judge(host, files, options.stdinFilename, true);
  const news = await newsOf(host, judged, options);
  // If a format for programs was asked for, standard output belongs to it.
  const forPeople = options.formats.every(isForPeople);
  const say: Say = (line) => (forPeople ? host.stdout(`${line}\n`) : host.stderr(`${line}\n`));
  const isFailing = fails(news, options.failOn);
  if ((await isRefused(judged, news)) || (isFailing && !options.check)) {
    await report(host, news, [], options);
    say(options.check ? 'nothing was compared' : 'nothing was written');
    return judged.some(({ missing }) => missing) ? 2 : 1;
  }
  try {
    const trees = await treesOf(soundOf(judged), options.out);
    if (options.check) {
      const { commandFor } = await import('./check.ts');
      const status = await compareTrees(host, say, trees, news, commandFor(files, options.out), options);
      await tellOthers(say, trees, options.out);
      return isFailing ? 1 : status;
    }
    await report(host, news, [], options);
    const status = await writeTrees(say, trees, options.force);
    await tellOthers(say, trees, options.out);
    return status;
  } catch (error) {
    if (error instanceof OutputError) throw new UsageError(error.message);
    throw error;
  }
}
