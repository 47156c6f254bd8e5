import { basename, join, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import type { Adopted } from '../compiler/adopt/adopt.ts';
import { adopt as adoptFiles, unreadable } from '../compiler/adopt/adopt.ts';
import { changesOf } from '../compiler/adopt/changes.ts';
import { topologyText } from '../compiler/adopt/text.ts';
import type { GivenFile } from '../compiler/nodes/layout.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import { text } from '../compiler/report/text.ts';
import { decode } from '../compiler/text/source.ts';
import { VERSION } from '../version.ts';
import { analyse } from '../workspace/workspace.ts';
import { changesText } from './adopt-report.ts';
import { isNamed } from './folder.ts';
import type { Status } from './run.ts';
import { schemaFor } from './schema-for.ts';
import { UsageError } from './usage-error.ts';

export interface AdoptOptions {
  readonly name?: string | undefined;
  readonly force?: boolean | undefined;
  /** Whether to read the topology instead of writing it, and to show what it would change. */
  readonly compare?: boolean | undefined;
  readonly said: SaidVersions;
}

/** The files in a folder that are text. */
async function filesIn(host: Host, folder: string): Promise<GivenFile[]> {
  const below = host.filesBelow(folder);
  if (!below)
    throw new UsageError(`${folder} is no folder: adopt reads the files of nodes, as site/node/etc/…`);
  const given: GivenFile[] = [];
  for (const path of below) {
    const { file, source, finding } = await readTopology(host, join(folder, path), '');
    if (source) given.push({ file, path, text: source.text });
    else if (isNamed(path))
      throw new UsageError(
        `${file} cannot be adopted: ${finding?.message ?? 'it cannot be read'}. Nothing was written`,
      );
  }
  return given;
}

/** A name that the language takes, made of the name of a folder. */
const nameOf = (folder: string): string =>
  basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'estate';

const headOf = (schema: string, isOwn: boolean): string[] => [
  `yaml-language-server: $schema=${schema}`,
  'Made by "pgdr-compile adopt" from the files of running nodes. From now on, change this file:',
  '"pgdr-compile <this file>" checks it and writes every file of every node.',
  ...(isOwn ? [] : ['It has no passwords: Patroni reads them on each node, from /etc/patroni/patroni.env.']),
];

function writeTopology(host: Host, file: string, topology: string): void {
  try {
    host.writeFile(file, topology);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function adopted(name: string, given: readonly GivenFile[], folder: string, said: SaidVersions): Adopted {
  const [broken, ...others] = unreadable(given);
  if (broken !== undefined) {
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    throw new UsageError(
      `${broken.file} cannot be adopted${more}: ${broken.reason}. "pgdr-compile lint ${folder}" shows the place. Nothing was written`,
    );
  }
  const result = adoptFiles(name, given, said);
  if (!result)
    throw new UsageError(
      `no file of a node is in ${folder}: it should look like ${join(folder, 'SITE/NODE/etc/patroni/patroni.yml')} (see docs/node-files.md)`,
    );
  return result;
}

/** The places of a topology at which a person has to look: what the files do not say. */
function openQuestions(notes: Adopted['notes']): string {
  const lines = [...notes.values()].flat().filter((line) => /^(?:No file|"\*)/.test(line));
  if (lines.length === 0) return '';
  return `\nWhat no file says is marked with a comment there:\n${[...new Set(lines)].map((line) => `  ${line}`).join('\n')}\n`;
}

/** Shows what a topology that somebody has changed would change on the nodes. */
async function compare(host: Host, file: string, { sites }: Adopted): Promise<Status> {
  const { source, finding } = await readTopology(host, file, '<stdin>');
  if (!source) throw new UsageError(finding?.message ?? `cannot read ${file}`);
  const analysis = await analyse(source);
  const unsafe = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (!analysis.estate || unsafe.length > 0) {
    host.stderr(await text({ version: VERSION, files: [analysis] }, { color: false }));
    return 1;
  }
  host.stdout(changesText(changesOf({ estate: analysis.estate, sites })));
  return 0;
}

/**
 * `pgdr-compile adopt`: writes the topology that the files of running nodes say, and shows what compiling it would change on each
 * node. It changes nothing else.
 * @param file what to write; `-` for standard output: what changes then goes to standard error
 */
export async function adopt(
  host: Host,
  folder: string,
  file: string,
  options: AdoptOptions,
): Promise<Status> {
  const { force = false, compare: isCompared = false } = options;
  if (file !== '-' && !force && !isCompared && host.exists(file))
    throw new UsageError(
      `${file} already exists: name another file, overwrite it with --force, or compare it with --compare`,
    );
  const given = await filesIn(host, folder);
  const name = options.name ?? nameOf(resolve(host.cwd, folder));
  const result = adopted(name, given, folder, options.said);
  if (isCompared) return compare(host, file, result);
  const topology = topologyText(result.draft, headOf(schemaFor(host, file), result.isOwn), result.notes);
  const source = decode(file === '-' ? 'topology.yaml' : file, Buffer.from(topology));
  if ('rule' in source) throw new UsageError(source.message);
  if (file === '-') host.stdout(topology);
  else writeTopology(host, file, topology);
  const say = file === '-' ? host.stderr : host.stdout;
  if (file !== '-') say(`wrote ${file}\n${openQuestions(result.notes)}\n`);
  say(changesText(changesOf(result)));
  const analysis = await analyse(source);
  if (analysis.diagnostics.length > 0)
    host.stderr(`\n${await text({ version: VERSION, files: [analysis] }, { color: false })}`);
  if (result.sites.length === 1)
    host.stderr('\nNext: write the second site at the end of "sites", as the comment there shows.\n');
  return 0;
}
