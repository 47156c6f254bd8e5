import type { Estate } from '../estate/estate.ts';
import { nodesEstate } from '../nodes/estate.ts';
import { haproxyPlaces } from '../nodes/haproxy/config.ts';
import type { GivenFile } from '../nodes/layout.ts';
import { sitesOf } from '../nodes/node-files.ts';
import type { ReadFile } from '../nodes/read.ts';
import { readFile } from '../nodes/read.ts';
import type { SaidVersions } from '../nodes/said-versions.ts';
import { softwareOf } from '../nodes/versions.ts';
import type { Value } from '../yaml/value.ts';
import { askRules } from './ask-rules.ts';
import type { Document, TextFile } from './documents.ts';
import { Documents, documentOf, textDocumentOf } from './documents.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { fileAnalysis } from './file-analysis.ts';
import type { LintOptions } from './lint-options.ts';
import type { RuleSet } from './rule-set.ts';
import { hiddenIn, secretsOf } from './secrets.ts';
import { tell } from './tell.ts';
import { trustIn } from './trust.ts';

/** What is known of the files of running clusters. */
export interface NodesAnalysis {
  /** One for each file that was read, in their order. */
  readonly files: readonly FileAnalysis[];
  /** Undefined when no file is one of a node. */
  readonly estate: Estate | undefined;
  /** Files that are none of a node's. */
  readonly passedOver: readonly string[];
}

/** Rules about words that only a topology has. */
const OF_THE_LANGUAGE: readonly string[] = [
  'access/client-unknown',
  'access/clients-refused',
  'placement/dcs-per-node',
  'placement/override-ignored',
  'topology/placeholder-unknown',
  'topology/site-unknown',
];

/** How a place in a file of variables, or a unit, is found: by its line. */
function linesOf(text: string): TextFile {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    rangeOf([number]) {
      const start = starts[Number(number) - 1];
      if (start === undefined) return undefined;
      const line = text.slice(start, (starts[Number(number)] ?? text.length + 1) - 1);
      return [start + (line.length - line.trimStart().length), start + line.trimEnd().length];
    },
    route: ([number]) => /^[\w.-]+/.exec(text.slice(starts[Number(number) - 1] ?? 0).trimStart())?.[0] ?? '',
    secrets: [],
  };
}

function documentFor(file: ReadFile): Document {
  const { file: name, text } = file.given;
  switch (file.kind) {
    case 'patroni':
    case 'dcs':
    case 'etcd':
      return documentOf(
        file.parsed,
        file.parsed.value === undefined ? [] : secretsOf(file.parsed.value as Value),
      );
    case 'haproxy':
      return textDocumentOf({ file: name, text }, { ...haproxyPlaces(file.sections), secrets: [] });
    default:
      return textDocumentOf({ file: name, text }, linesOf(text));
  }
}

/** Remedies are worded as files of nodes have them. */
const wording = async () => (await import('../nodes/remedy-help.ts')).wording;

/**
 * Finds everything that is wrong with the estate that files of running clusters describe.
 * @param name what the estate is called
 * @param said versions that somebody says; else files say them, or nobody
 * @throws never, whatever the files contain
 */
export async function analyseNodes(
  name: string,
  given: readonly GivenFile[],
  said: SaidVersions,
  rules: RuleSet,
  options: LintOptions,
): Promise<NodesAnalysis> {
  const read = given.map((one) => ({ one, file: readFile(one) }));
  const files = read.flatMap(({ file }) => file ?? []);
  const passedOver = read.flatMap(({ one, file }) => (file ? [] : [one.file]));
  const [first, ...others] = files.map(documentFor);
  if (!first) return { files: [], estate: undefined, passedOver };
  const documents = new Documents(first, ...others);
  const sites = sitesOf(files);
  const collected = files.flatMap((file) => (file.kind === 'versions' ? [file.said] : []));
  const { software } = softwareOf(sites, said, ...collected);
  const { estate } = nodesEstate(name, sites, software, options.claimed);
  const without = [...(options.without ?? []), ...OF_THE_LANGUAGE];
  const asked = await askRules({}, estate, rules, { ...options, without, allRules: true }, wording);
  const told = await tell(documents, rules, {
    ...asked,
    early: [],
    findings: asked.findings.filter(trustIn(documents).isTrusted),
  });
  const hidden = hiddenIn(documents.all);
  return { files: documents.all.map((one) => fileAnalysis(one, hidden, told)), estate, passedOver };
}
