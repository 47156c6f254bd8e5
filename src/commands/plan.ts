import { basename, join, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import type { FileAnalysis } from '../compiler/lint/file-analysis.ts';
import type { GivenFile } from '../compiler/nodes/layout.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import { isTree } from '../compiler/output/is-tree.ts';
import type { Side } from '../compiler/plan/compare.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import { planOf } from '../compiler/plan/plan.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { decode } from '../compiler/text/source.ts';
import { plural } from '../compiler/text/words.ts';
import { sideOfTopology } from '../workspace/side-of-topology.ts';
import type { Analysis } from '../workspace/workspace.ts';
import { analyse, analyseChange, readTopologySource } from '../workspace/workspace.ts';
import { isNamed } from './folder.ts';
import { filesAt } from './git.ts';
import type { Accepted } from './plan-accepted.ts';
import { planJson } from './plan-json.ts';
import { planMarkdown } from './plan-markdown.ts';
import type { PlanFormat, PlanOutput } from './plan-output.ts';
import { isOfPlan, planOutputOf } from './plan-output.ts';
import type { PlanNames } from './plan-text.ts';
import { afterHazards, beforeHazards, partsText } from './plan-text.ts';
import type { Output } from './publish.ts';
import { assertApart, publish } from './publish.ts';
import type { JudgeOptions, Status } from './run.ts';
import { fails, reportOf } from './run.ts';
import { topologySource } from './topology-source.ts';
import { UsageError } from './usage-error.ts';

export interface PlanOptions extends Omit<JudgeOptions, 'formats'> {
  /** `name[=FILE]`, as they are given. */
  readonly formats: readonly string[];
  /** A topology, a folder or a commit; undefined for the compiled tree, or else the last commit. */
  readonly from?: string | undefined;
  /** The folder of compiled trees. */
  readonly out: string;
  /** Ids of rules about changes that are accepted for this run. */
  readonly accept: readonly string[];
  readonly said: SaidVersions;
}

/** One side of the plan, and what it is called. */
interface Named {
  readonly side: Side;
  readonly name: string;
}

function unfit(name: string, analysis: Pick<Analysis, 'diagnostics'>): UsageError {
  const [first] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  return new UsageError(
    `${name} cannot be compared: ${first ? `${first.message} (line ${first.span?.start.line ?? 1})` : 'it describes no estate'}`,
  );
}

async function sideOfText(name: string, bytes: Uint8Array): Promise<Named> {
  const source = decode(name, bytes);
  if ('rule' in source) throw new UsageError(`${name} cannot be compared: ${source.message}`);
  const analysis = await readTopologySource(source);
  const side = sideOfTopology(analysis);
  if (!side) throw unfit(name, analysis);
  return { side, name };
}

/** The text files below a folder. What is named as a file of a node has to be readable. */
async function filesIn(host: Host, folder: string, below: readonly string[]): Promise<GivenFile[]> {
  const given: GivenFile[] = [];
  for (const path of below) {
    const { file, source, finding } = await readTopology(host, join(folder, path), '');
    if (source) given.push({ file, path, text: source.text });
    else if (isNamed(path))
      throw new UsageError(`${file} cannot be compared: ${finding?.message ?? 'it cannot be read'}`);
  }
  return given;
}

async function sideOfFolder(host: Host, folder: string, said: SaidVersions): Promise<Named> {
  const given = await filesIn(host, folder, host.filesBelow(folder) ?? []);
  const { sideOfFiles } = await import('../workspace/side-of-files.ts');
  const side = sideOfFiles(basename(resolve(host.cwd, folder)), given, said);
  if (!side)
    throw new UsageError(
      `no file of a node is in ${folder}: it should look like ${join(folder, 'SITE/NODE/etc/patroni/patroni.yml')} (see docs/node-files.md)`,
    );
  return { side, name: folder };
}

/** A commit; a word that is none may have been meant as a file. */
function commitOf(host: Host, ref: string): ReturnType<typeof filesAt> {
  try {
    return filesAt(host, ref, '--from');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const commit = /needs git/.test(error.message)
      ? 'to name a commit, git has to be installed'
      : 'there is no such commit either';
    throw new UsageError(`--from ${ref}: there is no such file or folder here, and ${commit}`);
  }
}

async function sideOfCommit(host: Host, ref: string, file: string): Promise<Named> {
  const bytes = commitOf(host, ref)(file);
  if (!bytes) throw new UsageError(`${file} is not in ${ref}: name another file or folder with --from`);
  return sideOfText(`${file} of ${ref}`, bytes);
}

/** What the estate is now: what --from names, else the compiled tree, else the last commit. */
async function beforeOf(
  host: Host,
  file: string,
  name: string,
  { from, out, said }: PlanOptions,
): Promise<Named> {
  if (from === undefined) {
    const tree = [out.replaceAll('{name}', name), `${out}/${name}`].find((folder) =>
      isTree(resolve(host.cwd, folder)),
    );
    if (tree !== undefined) return sideOfFolder(host, tree, said);
    if (file === '-') throw new UsageError('there is no compiled tree to compare with: name one with --from');
    try {
      return await sideOfCommit(host, 'HEAD', file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(
        `nothing to compare with: there is no compiled tree in ${out}, and no commit has ${file}. Say what runs now with --from`,
      );
    }
  }
  if (host.filesBelow(from)) return sideOfFolder(host, from, said);
  if (host.exists(from)) return sideOfText(from, host.readFile(from));
  if (file === '-')
    throw new UsageError(`there is no file or folder ${from}, and standard input is in no commit`);
  return sideOfCommit(host, from, file);
}

/** How each format shows a plan. */
const TEXTS: Readonly<
  Record<
    Exclude<PlanFormat, 'text'>,
    (plan: Plan, hazards: readonly Diagnostic[], names: PlanNames) => string
  >
> = {
  markdown: planMarkdown,
  comment: (plan, hazards, names) => planMarkdown(plan, hazards, { ...names, isShort: true }),
  json: planJson,
};

function writeTo(host: Host, file: string | undefined, text: string): void {
  if (file === undefined) {
    host.stdout(text);
    return;
  }
  try {
    host.writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The plan for people: what changes, what is dangerous about it, and what is to be done. */
async function writeText(
  host: Host,
  plan: Plan,
  hazards: FileAnalysis,
  names: PlanNames,
  file: string | undefined,
  options: PlanOptions,
): Promise<void> {
  const { diagnostics } = hazards;
  const before = beforeHazards(plan, diagnostics, names);
  const after = afterHazards(plan, diagnostics, names);
  if (diagnostics.length === 0) {
    writeTo(host, file, partsText([...before, ...after]));
    return;
  }
  if (file !== undefined) {
    const found = diagnostics.map(({ rule, severity, message }) => `${severity}[${rule}]: ${message}`);
    writeTo(host, file, partsText([...before, `${found.join('\n')}\n`, ...after]));
    return;
  }
  // Code frames have colours on a terminal, and are shown by what shows those of lint.
  host.stdout(`${before.join('\n')}\n`);
  await publish(host, [reportOf(hazards)], { ...options, formats: [{ format: 'text', file: undefined }] });
  const rest = partsText(after);
  if (rest !== '') host.stdout(`\n${rest}`);
}

async function write(
  host: Host,
  plan: Plan,
  hazards: FileAnalysis,
  names: PlanNames,
  outputs: readonly PlanOutput[],
  options: PlanOptions,
): Promise<void> {
  const { diagnostics } = hazards;
  const findings = outputs.filter((one): one is Output => !isOfPlan(one));
  for (const output of outputs) {
    if (!isOfPlan(output)) continue;
    const { format, file } = output;
    if (format === 'text') await writeText(host, plan, hazards, names, file, options);
    else writeTo(host, file, TEXTS[format](plan, diagnostics, names));
  }
  if (findings.length === 0) return;
  await publish(host, [reportOf(hazards)], { ...options, formats: findings, isSummarised: false });
  const summary = host.env.GITHUB_STEP_SUMMARY;
  if (summary && findings.some(({ format }) => format === 'github'))
    host.appendFile(summary, TEXTS.comment(plan, diagnostics, names));
}

/** `pgdr-compile plan`: what a change of a topology takes on the running estate. It changes nothing. */
export async function plan(host: Host, file: string, options: PlanOptions): Promise<Status> {
  const outputs = options.formats.map(planOutputOf);
  assertApart(outputs);
  const source = await topologySource(host, file, options.stdinFilename);
  const analysis = await analyse(source);
  const side = sideOfTopology(analysis);
  if (!side || fails([analysis], 'error')) {
    await publish(host, [reportOf(analysis)], {
      formats: [{ format: 'text', file: undefined }],
      failOn: 'error',
    });
    host.stderr('nothing was planned: a topology with errors is not compiled\n');
    return 1;
  }
  const known = await unknownRules(options.accept);
  if (known !== undefined) throw new UsageError(known);
  const before = await beforeOf(host, file, side.estate.name, options);
  const found = planOf(before.side, side);
  const hazards = await analyseChange(analysis.parsed, found.change, options.accept);
  for (const site of before.side.assumed ?? [])
    host.stderr(
      `no file dcs.yml says what is in force at ${site}: bootstrap.dcs of its members is taken for it (see docs/node-files.md)\n`,
    );
  const accepted = await acceptedBy(analysis, found, hazards, options.accept);
  await write(host, found, hazards, { from: before.name, to: analysis.file, accepted }, outputs, options);
  // A tree that is committed, or built already, is what the nodes get, and perhaps not what they run.
  if (found.groups.length === 0 && options.from === undefined && before.side.isAdopted)
    host.stderr(
      `${before.name} already holds what ${analysis.file} compiles to. If the nodes do not run it yet, say with --from what they run: a commit, or the files of the nodes\n`,
    );
  const warnings = analysis.diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0)
    host.stderr(
      `the topology has ${plural(warnings, 'warning')} by itself: "pgdr-compile lint ${analysis.file}" shows ${warnings === 1 ? 'it' : 'them'}\n`,
    );
  return fails([hazards], options.failOn) ? 1 : 0;
}

/** What comments and --accept have accepted. */
async function acceptedBy(
  { parsed }: Pick<Analysis, 'parsed'>,
  { change }: Plan,
  { suppressed }: FileAnalysis,
  accept: readonly string[],
): Promise<Accepted[]> {
  const byComment = suppressed.map(({ diagnostic, reason }): Accepted => ({ diagnostic, reason }));
  if (accept.length === 0) return byComment;
  const { diagnostics } = await analyseChange(parsed, change, []);
  const byFlag = diagnostics.filter(({ rule }) => accept.includes(rule));
  return [...byComment, ...byFlag.map((diagnostic): Accepted => ({ diagnostic, reason: undefined }))];
}

/** What is wrong with the ids that are accepted; undefined if nothing is. */
async function unknownRules(ids: readonly string[]): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const { CHANGE_RULES } = await import('../workspace/catalogue.ts');
  const unknown = ids.find((id) => !CHANGE_RULES.some((rule) => rule.id === id));
  if (unknown === undefined) return undefined;
  return `--accept ${unknown}: there is no such rule about changes; "pgdr-compile rules" lists them`;
}
