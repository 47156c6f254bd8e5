import type { Estate } from '../estate/estate.ts';
import { members, servicesOf } from '../estate/estate.ts';
import type { Software } from '../facts/version.ts';
import { nodesEstate } from '../nodes/estate.ts';
import type { GivenFile } from '../nodes/layout.ts';
import type { SiteFiles } from '../nodes/node-files.ts';
import { sitesOf } from '../nodes/node-files.ts';
import { noticesOf } from '../nodes/notices.ts';
import type { ReadFile } from '../nodes/read.ts';
import { readFile } from '../nodes/read.ts';
import type { SaidVersions } from '../nodes/said-versions.ts';
import { PRODUCTS, versionsOf } from '../nodes/versions.ts';
import type { Finding, Place } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';
import type { NodeWords } from './across-nodes.ts';
import { oncePerMistake } from './across-nodes.ts';
import { askRules } from './ask-rules.ts';
import type { Document } from './documents.ts';
import { Documents, documentOf } from './documents.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { fileAnalysis } from './file-analysis.ts';
import type { LintOptions } from './lint-options.ts';
import type { Located } from './resolve.ts';
import type { RuleSet } from './rule-set.ts';
import { hiddenIn, secretsOf } from './secrets.ts';
import { tell } from './tell.ts';
import { fileOfHaproxy, fileOfLines, textDocumentOf } from './text-files.ts';
import { trustIn } from './trust.ts';

/** What is known of the files of running clusters. */
export interface NodesAnalysis {
  /** One for each file that was read, in their order. */
  readonly files: readonly FileAnalysis[];
  /** Undefined when no file is one of a node. */
  readonly estate: Estate | undefined;
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
      return textDocumentOf({ file: name, text }, fileOfHaproxy(text, file.sections));
    default:
      return textDocumentOf({ file: name, text }, fileOfLines(text));
  }
}

/** A template is refused: no program reads such a file. */
function unrendered({ given: { file }, ...content }: ReadFile): Finding[] {
  if (content.kind !== 'template') return [];
  return [
    {
      rule: 'files/unrendered',
      severity: 'error',
      message: `this file is a template: nobody has filled in "${content.word}"`,
      at: { document: file, pointer: [content.line], part: 'value' },
      why: 'No program reads the file as it is. A word that is not filled in may even look like a value, and be judged as one.',
      help: 'give the rendered files, as they lie on the nodes: "pgdr-compile collect" prints a script that gathers them',
    },
  ];
}

/** A key of etcd as its variables, or its flags, have it: help is worded for its file. */
function asWritten({ help, ...finding }: Finding, kind: ReadFile['kind'] | undefined): Finding {
  if (help === undefined) return finding;
  if (!finding.rule.startsWith('etcd/') || (kind !== 'environment' && kind !== 'unit'))
    return { ...finding, help };
  const words = help.replace(/\b([a-z]+(?:-[a-z]+)+): (\w+)/g, (_, key: string, value: string) =>
    kind === 'unit' ? `--${key}=${value}` : `ETCD_${key.replaceAll('-', '_').toUpperCase()}=${value}`,
  );
  return { ...finding, help: words };
}

/** The programs that an estate's files show. */
function programsOf({ sites }: Estate): ReadonlySet<keyof Software> {
  const services = sites.flatMap(({ nodes }) => nodes.flatMap(servicesOf));
  const runs = new Set<keyof Software>(services);
  if (runs.has('postgresql')) runs.add('patroni');
  return new Set(PRODUCTS.filter((product) => runs.has(product)));
}

/** A place of the estate as a whole. A whole file would be shown, with what is secret in it. */
const homeOf = ({ sites }: Estate, first: Document): Place =>
  sites.flatMap(members)[0]?.patroni.at('scope') ?? {
    document: first.parsed.source.file,
    pointer: [1],
    part: 'value',
  };

/** The nodes of an estate, by the words that findings have for them. */
function nodeWords({ sites }: Estate, all: readonly SiteFiles[]): NodeWords {
  const nodes = new Map(
    all.flatMap((site) =>
      site.nodes.flatMap(({ name, files }) => files.map(({ given }) => [given.file, name] as const)),
    ),
  );
  const addresses = new Map(
    sites.flatMap((site) => site.nodes.map(({ name, address }) => [name, address?.text] as const)),
  );
  return {
    names: sites.flatMap((site) => [site.name, ...site.nodes.map(({ name }) => name)]),
    nodeOf: (file) => nodes.get(file),
    addressOf: (node) => addresses.get(node),
  };
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
  const files = given.flatMap((one) => readFile(one) ?? []);
  const [first, ...others] = files.map(documentFor);
  if (!first) return { files: [], estate: undefined };
  const documents = new Documents(first, ...others);
  const sites = sitesOf(files.filter(({ kind }) => kind !== 'template'));
  const versions = versionsOf(sites, said);
  const estate = nodesEstate(name, sites, versions.software, options.claimed);
  const ofTopologies = (await rules.all()).filter(({ only }) => only === 'topologies');
  const without = [...(options.without ?? []), ...ofTopologies.map(({ id }) => id)];
  const asked = await askRules({}, estate, rules, { ...options, without, allRules: true }, wording);
  const kinds = new Map(files.map(({ given, kind }) => [given.file, kind]));
  const inWords = (finding: Finding): Finding => asWritten(finding, kinds.get(finding.at.document ?? ''));
  const notices = [
    ...files.flatMap(unrendered),
    ...noticesOf(estate, sites, versions, programsOf(estate), homeOf(estate, first)),
  ];
  const findings = [...notices, ...asked.findings.filter(trustIn(documents).isTrusted).map(inWords)];
  const told = await tell(documents, rules, { ...asked, early: [], findings });
  const hidden = hiddenIn(documents.all);
  const early = documents.all.flatMap((document) =>
    document.parsed.diagnostics.map((diagnostic): Located => ({ document, diagnostic })),
  );
  const diagnostics = oncePerMistake([...early, ...told.diagnostics], nodeWords(estate, sitesOf(files)));
  const once = { ...told, diagnostics };
  return { files: documents.all.map((one) => fileAnalysis(one, hidden, once, [])), estate };
}
