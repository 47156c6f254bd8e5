import type { Estate } from '../estate/estate.ts';
import type { Finding, Pointer } from '../text/finding.ts';
import { isWithin, valueAt } from '../text/finding.ts';
import type { Source } from '../text/source.ts';
import { buildEstate } from '../topology/build.ts';
import type { Indented } from '../topology/indentation.ts';
import type { PartialTopology } from '../topology/inherited.ts';
import { octals } from '../topology/octal.ts';
import { isStray } from '../topology/stray.ts';
import { validate } from '../topology/validate.ts';
import { versionsAsText } from '../topology/versions-written.ts';
import { unwritable } from '../topology/writable.ts';
import { rangeAt } from '../yaml/locate.ts';
import { parse } from '../yaml/parse.ts';
import type { Parsed } from '../yaml/parsed.ts';
import { isValueMap, type Value } from '../yaml/value.ts';
import { askRules } from './ask-rules.ts';
import { Documents, documentOf } from './documents.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { fileAnalysis } from './file-analysis.ts';
import type { LintOptions } from './lint-options.ts';
import type { Located } from './resolve.ts';
import { resolveAll } from './resolve.ts';
import type { RuleSet } from './rule-set.ts';
import { hiddenIn, secretFinding, secretsOf } from './secrets.ts';
import type { Told } from './tell.ts';
import { everyRuleFor, tell } from './tell.ts';
import { trustIn } from './trust.ts';

/** What is known of one topology. */
export interface Analysis extends FileAnalysis {
  /** Undefined when there was nothing to make an estate of. */
  readonly estate: Estate | undefined;
}

/** Whether a finding about a missing key can be trusted: the schema refused no part of a map on the way to it. */
function missedIn(refused: readonly Finding[]): (finding: Finding) => boolean {
  const maps = refused.map(({ at }) => at.pointer.slice(0, -1));
  return ({ absent, at }) => !absent || !maps.some((map) => isWithin(at.pointer, map));
}

/** The state of a topology before the rules run. */
interface Examined {
  readonly documents: Documents;
  /** What the schema refused, and what no file could hold. */
  readonly refused: readonly Finding[];
  /** Findings so far. */
  readonly early: readonly Located[];
  /** A finding about the value, with its places where they stand in the text. */
  readonly home: (finding: Finding) => Finding;
  /** The topology without refused parts; undefined if no map is left. */
  readonly topology: PartialTopology | undefined;
}

/** @param block how the value differs from the text */
async function examine(parsed: Parsed, read: Value, block?: Indented): Promise<Examined> {
  const back = (pointer: Pointer): Pointer => block?.back(pointer) ?? pointer;
  const home = block
    ? (await import('../topology/indentation.ts')).broughtBack(block.back)
    : (finding: Finding) => finding;
  const written = (pointer: Pointer): string | undefined => {
    const range = rangeAt(parsed, valueAt(...back(pointer)));
    return range && parsed.source.text.slice(...range);
  };
  const { value, findings: versions } = versionsAsText(read, written);
  const inValue = secretsOf(value);
  const secrets = inValue.map((secret) => ({ ...secret, pointer: back(secret.pointer) }));
  const documents = new Documents(documentOf(parsed, secrets));
  // Of a secret one thing is told: a private key has lines, too.
  const isSecret = ({ at }: Finding): boolean =>
    secrets.some(({ pointer }) => isWithin(back(at.pointer), pointer));
  const unfit = [...unwritable(value).filter((one) => !isSecret(one)), ...versions];
  const validated = await validate(value, {
    cuts: [...inValue, ...unfit.map(({ at }) => at)].map(({ pointer }) => pointer),
    refused: parsed.refused,
    written,
    damaged: parsed.damaged.length > 0,
  });
  const refused = [...unfit, ...validated.findings];
  // A number instead of text is already refused.
  const isRefused = ({ at }: Finding): boolean =>
    refused.some((one) => one.at.pointer.join('/') === at.pointer.join('/'));
  const zeros = octals(value, parsed.source.text, written).filter((one) => !isRefused(one));
  const early = await resolveAll(documents, [
    ...secrets.map(secretFinding),
    ...(block?.findings ?? []),
    ...[...refused, ...zeros].map(home).filter(trustIn(documents).isReadable),
  ]);
  // The schema stage has removed everything that does not have the topology's type.
  const topology = isValueMap(validated.value) ? (validated.value as unknown as PartialTopology) : undefined;
  return { documents, refused, early, home, topology };
}

/** Remedies are worded as a topology has them; few topologies have any. */
const wording = async () => (await import('../topology/remedy-help.ts')).wording;

/** What the rules have to say of a topology, and what comments have to say of that. */
interface Verdict extends Told {
  readonly estate?: Estate;
  /** What the rules found, as the value has it. */
  readonly found: readonly Finding[];
}

async function judged(
  { documents, early, refused, home }: Examined,
  topology: PartialTopology,
  rules: RuleSet,
  options: LintOptions,
): Promise<Verdict> {
  const estate = buildEstate(topology, options.claimed);
  const asked = await askRules(topology, estate, rules, everyRuleFor(documents, options), wording);
  const told = await tell(documents, rules, {
    ...asked,
    early,
    findings: asked.findings.filter(missedIn(refused)).map(home).filter(trustIn(documents).isTrusted),
  });
  return { ...told, estate, found: asked.findings };
}

/** Without an estate, no rule runs. */
const UNJUDGED: Verdict = { diagnostics: [], silenced: [], found: [] };

/** The result of linting one value. */
interface Round {
  readonly examined: Examined;
  readonly judged: Verdict;
}

async function judgeValue(
  parsed: Parsed,
  value: Value,
  rules: RuleSet,
  options: LintOptions,
  block?: Indented,
): Promise<Round> {
  const examined = await examine(parsed, value, block);
  const { topology } = examined;
  return { examined, judged: topology ? await judged(examined, topology, rules, options) : UNJUDGED };
}

const allOf = ({ examined, judged: { found } }: Round): readonly Finding[] => [...examined.refused, ...found];

/** A block that is not indented is one mistake: everything else is checked as if the block were in its map. */
async function judgedOnce(
  parsed: Parsed,
  value: Value,
  rules: RuleSet,
  options: LintOptions,
): Promise<Round> {
  const asWritten = await judgeValue(parsed, value, rules, options);
  // If the text has syntax errors, the structure is uncertain.
  if (parsed.diagnostics.length > 0 || !allOf(asWritten).some(isStray)) return asWritten;
  const block = (await import('../topology/indentation.ts')).indented(value, allOf(asWritten));
  if (!block) return asWritten;
  const put = await judgeValue(parsed, block.value, rules, options, block);
  return block.isRight(allOf(put)) ? put : asWritten;
}

/**
 * Finds everything that is wrong with a topology, however broken it is.
 * @throws never, whatever the file contains
 */
export async function analyse(source: Source, rules: RuleSet, options: LintOptions): Promise<Analysis> {
  const parsed = parse(source);
  if (parsed.value === undefined) {
    const document = documentOf(parsed, []);
    return { ...fileAnalysis(document, hiddenIn([document]), UNJUDGED), estate: undefined };
  }
  const { examined, judged: told } = await judgedOnce(parsed, parsed.value, rules, options);
  const { documents, early } = examined;
  const diagnostics = [...early, ...told.diagnostics];
  const hidden = hiddenIn(documents.all);
  return { ...fileAnalysis(documents.first, hidden, { ...told, diagnostics }), estate: told.estate };
}
