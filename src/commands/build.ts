import type { Artifacts } from '../compiler/artifact.ts';
import type { Estate } from '../compiler/estate/estate.ts';
import { OutputError } from '../compiler/output/error.ts';
import type { Difference } from '../compiler/output/plan.ts';
import { plural } from '../compiler/report/summary.ts';
import type { Host } from '../host.ts';
import { isForPeople, publish } from './publish.ts';
import type { Judged, JudgeOptions, Status } from './run.ts';
import { fails, judge, statusOf } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface BuildOptions extends JudgeOptions {
  readonly out: string;
  readonly check: boolean;
  readonly force: boolean;
}

/** Where trees go unless told. */
export const OUT = 'build';

/** What people read first. */
const RUNBOOK = 'RUNBOOK.md';

/** One estate and the folder it goes to. */
interface Tree {
  readonly root: string;
  readonly artifacts: Artifacts;
}

/** A topology that nothing stands against, under the name of its file. */
interface Sound {
  readonly file: string;
  readonly estate: Estate;
}

/** The folder of `--out`, without slashes at its end. */
const topOf = (out: string): string => out.replace(/(?<=.)\/+$/, '');

/** Where each estate goes: the folder itself, or one per estate below it when there are several. */
async function treesOf(sound: readonly Sound[], out: string): Promise<Tree[]> {
  const { render } = await import('../compiler/render/render.ts');
  const single = sound.length === 1;
  const top = topOf(out);
  return sound.map(({ estate }) => ({
    root: single ? top : `${top}/${estate.name}`,
    artifacts: render(estate),
  }));
}

/** Two estates of one name would share a folder, also where file systems do not tell upper from lower case. */
function assertNamesDiffer(sound: readonly Sound[]): void {
  const seen = new Map<string, string>();
  for (const { file, estate } of sound) {
    const name = estate.name.toLowerCase();
    const first = seen.get(name);
    if (first !== undefined)
      throw new UsageError(
        `${first} and ${file} both describe an estate called "${estate.name}", and each goes to a folder of that name: nothing was written`,
      );
    seen.set(name, file);
  }
}

const isByHand = ({ kind }: Difference): boolean => kind === 'edited' || kind === 'foreign';

const isPlain = (word: string): boolean => /^[\w@%+=:,./-]+$/.test(word);

/** The command that writes what was compared, to be pasted into a shell. */
const commandFor = (files: readonly string[], out: string): string =>
  ['pgdr-compile', ...files, ...(out === OUT ? [] : ['--out', out])]
    .map((word) => (isPlain(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');

/** What mends a tree that is not current. */
function adviceFor(differences: readonly Difference[], command: string): string {
  const strays = differences.some(({ kind }) => kind === 'stray');
  const others = differences.filter(({ kind }) => kind !== 'stray');
  return [
    strays && 'move what this tool did not write out of the folders of nodes',
    others.some(isByHand) && 'write what was changed by hand into the topology',
    others.length > 0 && `run "${command}${others.some(isByHand) ? ' --force' : ''}"`,
  ]
    .filter(Boolean)
    .join(', then ');
}

/**
 * Folders below the one for all trees that hold the tree of an estate, and of none of these: an estate that was renamed
 * leaves its old one. What the other topologies of a repository make lies there too, so nothing follows from it.
 */
async function otherTrees(trees: readonly Tree[], out: string): Promise<string[]> {
  const { treesBelow } = await import('../compiler/output/trees.ts');
  const ours = new Set(trees.map(({ root }) => root));
  return treesBelow(topOf(out)).filter((root) => !ours.has(root));
}

async function check(say: (line: string) => void, tree: Tree, command: string): Promise<Status> {
  const { checkTree } = await import('../compiler/output/check-tree.ts');
  const { redacted } = await import('../compiler/redact.ts');
  const { printable } = await import('../compiler/report/printable.ts');
  const { clean, files, differences, diff } = await checkTree(tree.root, tree.artifacts, {
    redact: (text) => redacted(text, { comments: false }),
  });
  // A tree that nobody has written is one thing to say, not one for each file.
  if (differences.length === files && differences.every(({ kind }) => kind === 'missing'))
    say(`none of the ${plural(files, 'file')} of ${tree.root} is there`);
  else for (const { message } of differences) say(printable(`${tree.root}/${message}`));
  for (const line of diff.split('\n').filter(Boolean)) say(printable(line));
  if (clean) say(`${tree.root} is current: ${plural(files, 'file')}`);
  else say(`${tree.root} is not what the topology makes: ${printable(adviceFor(differences, command))}`);
  return clean ? 0 : 1;
}

async function write(say: (line: string) => void, tree: Tree, force: boolean): Promise<Status> {
  const { writeTree } = await import('../compiler/output/write-tree.ts');
  const { printable } = await import('../compiler/report/printable.ts');
  const result = writeTree(tree.root, tree.artifacts, { force });
  if (result.kind === 'refused') {
    for (const { message } of result.conflicts) say(printable(`${tree.root}/${message}`));
    const forceable = result.conflicts.every((conflict) => conflict.forceable);
    say(
      `nothing was written to ${tree.root}${forceable ? ': move these files away, or overwrite them with --force' : ''}`,
    );
    return 1;
  }
  const { written, removed, unchanged, recovered } = result;
  if (recovered) say(`completed an earlier run in ${tree.root} that was cut off`);
  const parts = [
    written.length > 0 && `${plural(written.length, 'file')} written`,
    removed.length > 0 && `${removed.length} removed`,
    unchanged > 0 && `${unchanged} unchanged`,
  ];
  const start = written.includes(RUNBOOK) ? `; start with ${tree.root}/${RUNBOOK}` : '';
  say(`${tree.root}: ${parts.filter(Boolean).join(', ')}${start}`);
  return 0;
}

/** The report of a build: a clean one says what was written, and needs no "no findings". */
async function report(host: Host, judged: readonly Judged[], options: BuildOptions): Promise<void> {
  const reports = judged.map((one) => one.report);
  const quiet = reports.every(
    ({ diagnostics, suppressed = [] }) => diagnostics.length + suppressed.length === 0,
  );
  const formats = quiet
    ? options.formats.filter(({ format, file }) => format !== 'text' || file !== undefined)
    : options.formats;
  await publish(host, reports, { ...options, formats });
}

/** `pgdr-compile build`: judges topologies and, when nothing stands against any of them, writes or checks their trees. */
export async function build(host: Host, files: readonly string[], options: BuildOptions): Promise<Status> {
  if (options.out === '') throw new UsageError('--out lacks the name of a folder');
  const judged = await judge(host, files, options.stdinFilename, true);
  await report(host, judged, options);
  // Standard output belongs to a machine's format when one was asked for.
  const forPeople = options.formats.every(isForPeople);
  const say = (line: string): void => (forPeople ? host.stdout(`${line}\n`) : host.stderr(`${line}\n`));
  const reports = judged.map((one) => one.report);
  if (judged.some(({ missing }) => missing) || fails(reports, 'error') || fails(reports, options.failOn)) {
    say(options.check ? 'nothing was compared' : 'nothing was written');
    return statusOf(judged, options.failOn === 'never' ? 'error' : options.failOn);
  }
  const sound = judged.flatMap(({ analysis }) =>
    analysis?.estate ? [{ file: analysis.file, estate: analysis.estate }] : [],
  );
  assertNamesDiffer(sound);
  const command = commandFor(files, options.out);
  let status: Status = 0;
  try {
    const trees = await treesOf(sound, options.out);
    for (const tree of trees) {
      const done = options.check ? await check(say, tree, command) : await write(say, tree, options.force);
      if (done !== 0) status = done;
    }
    for (const root of await otherTrees(trees, options.out))
      say(`${root} holds the tree of another estate: remove it if that estate was renamed or is gone`);
  } catch (error) {
    if (error instanceof OutputError) throw new UsageError(error.message);
    throw error;
  }
  return status;
}
