import type { Estate } from '../estate/estate.ts';
import type { Diagnostic, Finding, Pointer, Suppressed } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
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
import { readableIn, trustedIn } from '../yaml/recovery.ts';
import { routeOf } from '../yaml/route.ts';
import { isValueMap, type Value } from '../yaml/value.ts';
import { askRules } from './ask-rules.ts';
import type { LintOptions } from './lint-options.ts';
import { limited, resolveAll, sorted, unpoisoned } from './resolve.ts';
import type { RuleSet } from './rule-set.ts';
import { redactedText, type Secret, secretFinding, secretsOf, withoutSecrets } from './secrets.ts';
import type { Silenced } from './suppress/suppress.ts';

/** The start of a comment that suppresses findings. */
const IGNORE = 'pgdr-ignore';

/** The result of linting one topology. */
export interface Analysis {
  readonly file: string;
  /** The text with secrets blanked out, for code frames; empty if there are no findings. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that comments suppress, sorted by position. */
  readonly suppressed: readonly Suppressed[];
  /** The parsed document, with which `show` finds places. */
  readonly parsed: Parsed;
  /** Undefined if no estate could be made. */
  readonly estate: Estate | undefined;
}

/** Whether a finding about a missing key can be trusted: the schema refused no part of a map on the way to it. */
function missedIn(refused: readonly Finding[]): (finding: Finding) => boolean {
  const maps = refused.map(({ at }) => at.pointer.slice(0, -1));
  return ({ absent, at }) =>
    !absent || !maps.some((map) => map.every((part, depth) => part === at.pointer[depth]));
}

/** The state of a topology before the rules run. */
interface Examined {
  readonly secrets: readonly Secret[];
  /** Findings about values that the schema refused, or that no file can contain. */
  readonly refused: readonly Finding[];
  /** Findings so far. */
  readonly early: readonly Diagnostic[];
  readonly route: (finding: Finding) => string;
  /** Maps the places of a finding from the value back to the text. */
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
  const isSecret = (at: Pointer): boolean =>
    secrets.some(({ pointer }) => pointer.every((part, depth) => part === at[depth]));
  // A secret gets only one finding, although a private key contains line breaks too.
  const unfit = [...unwritable(value).filter(({ at }) => !isSecret(back(at.pointer))), ...versions];
  const validated = await validate(value, {
    cuts: [...inValue, ...unfit.map(({ at }) => at)].map(({ pointer }) => pointer),
    refused: parsed.refused,
    written,
    damaged: parsed.damaged.length > 0,
  });
  const route = ({ at }: Finding): string => routeOf(parsed.value ?? value, at.pointer, isSecret);
  const refused = [...unfit, ...validated.findings];
  // A number instead of text is already refused.
  const isRefused = ({ at }: Finding): boolean =>
    refused.some((one) => one.at.pointer.join('/') === at.pointer.join('/'));
  const zeros = octals(value, parsed.source.text, written).filter((one) => !isRefused(one));
  const early = await resolveAll(parsed, route, [
    ...secrets.map(secretFinding),
    ...(block?.findings ?? []),
    ...[...refused, ...zeros].map(home).filter(readableIn(parsed)),
  ]);
  // The schema stage has removed everything that does not have the topology's type.
  const topology = isValueMap(validated.value) ? (validated.value as unknown as PartialTopology) : undefined;
  return { secrets, refused, early, route, home, topology };
}

/** The findings of the rules, after comments have suppressed some. */
interface Judged {
  readonly estate?: Estate;
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
  /** The findings of the rules, with places in the value. */
  readonly found: readonly Finding[];
}

async function judged(
  parsed: Parsed,
  { early, refused, route, home }: Examined,
  topology: PartialTopology,
  rules: RuleSet,
  options: LintOptions,
): Promise<Judged> {
  const estate = buildEstate(topology, options.claimed);
  const commented = parsed.source.text.includes(IGNORE);
  // A comment may name any rule.
  const { settings, ...found } = await askRules(
    topology,
    estate,
    rules,
    commented ? { ...options, every: true } : options,
  );
  const findings = found.findings.filter(missedIn(refused)).map(home).filter(trustedIn(parsed));
  const complete = parsed.diagnostics.length + early.length === 0;
  // Few topologies have such a comment: the code for it is loaded only then.
  const comments = commented
    ? await (await import('./suppress/suppress.ts')).suppress(parsed, route, {
        ...found,
        findings,
        complete,
        rules: await rules.all(),
        catalogue: await rules.catalogue(),
      })
    : { left: findings, suppressed: [], diagnostics: [] };
  const late = await resolveAll(parsed, route, [...settings, ...comments.left]);
  return {
    estate,
    diagnostics: [...comments.diagnostics, ...unpoisoned(early, late)],
    silenced: comments.suppressed,
    found: found.findings,
  };
}

/** All findings, sorted, without secrets. */
function analysisOf(
  parsed: Parsed,
  { secrets, early }: Pick<Examined, 'secrets' | 'early'>,
  { estate, diagnostics, silenced }: Judged,
): Analysis {
  const all = [...limited(parsed.diagnostics), ...early, ...diagnostics];
  const text = all.length + silenced.length > 0 ? redactedText(parsed, secrets) : '';
  const clean = (some: readonly Diagnostic[]) => withoutSecrets(some, secrets, parsed, text);
  const silent = clean(silenced.map(({ diagnostic }) => diagnostic));
  return {
    file: parsed.source.file,
    text,
    diagnostics: sorted(clean(all)),
    suppressed: silenced.map(({ diagnostic, span, reason }, index) => ({
      diagnostic: silent[index] ?? diagnostic,
      span,
      reason: reason ? text.slice(...reason) : '',
    })),
    parsed,
    estate,
  };
}

/** Without an estate, no rule runs. */
const UNJUDGED: Judged = { diagnostics: [], silenced: [], found: [] };

/** The result of linting one value. */
interface Round {
  readonly examined: Examined;
  readonly judged: Judged;
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
  return { examined, judged: topology ? await judged(parsed, examined, topology, rules, options) : UNJUDGED };
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
  if (parsed.value === undefined) return analysisOf(parsed, { secrets: [], early: [] }, UNJUDGED);
  const { examined, judged: told } = await judgedOnce(parsed, parsed.value, rules, options);
  return analysisOf(parsed, examined, told);
}
