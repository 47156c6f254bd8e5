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

/** What a comment begins with that says to ignore a finding. */
const IGNORE = 'pgdr-ignore';

/** What is known of one topology. */
export interface Analysis {
  readonly file: string;
  /** The text with secrets blanked out, for code frames; empty where there is nothing to frame. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments say to ignore, sorted by position. */
  readonly suppressed: readonly Suppressed[];
  /** Where anything is written, for `show`. */
  readonly parsed: Parsed;
  /** Undefined when there was nothing to make an estate of. */
  readonly estate: Estate | undefined;
}

/** Whether the schema refused no part of a map on the way to what a finding says is not there. */
function missedIn(refused: readonly Finding[]): (finding: Finding) => boolean {
  const maps = refused.map(({ at }) => at.pointer.slice(0, -1));
  return ({ absent, at }) =>
    !absent || !maps.some((map) => map.every((part, depth) => part === at.pointer[depth]));
}

/** What is known of a topology before a rule looks at it. */
interface Examined {
  readonly secrets: readonly Secret[];
  /** What the schema refused, and what no file could hold. */
  readonly refused: readonly Finding[];
  /** Findings so far. */
  readonly early: readonly Diagnostic[];
  readonly route: (finding: Finding) => string;
  /** A finding about the value, with its places where they stand in the text. */
  readonly home: (finding: Finding) => Finding;
  /** Without what was refused; undefined where that leaves no map. */
  readonly topology: PartialTopology | undefined;
}

/** @param block where the value is not as the text has it */
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
  // Of a secret one thing is told: a private key has lines, too.
  const unfit = [...unwritable(value).filter(({ at }) => !isSecret(back(at.pointer))), ...versions];
  const validated = await validate(value, {
    cuts: [...inValue, ...unfit.map(({ at }) => at)].map(({ pointer }) => pointer),
    refused: parsed.refused,
    written,
    damaged: parsed.damaged.length > 0,
  });
  const route = ({ at }: Finding): string => routeOf(parsed.value ?? value, at.pointer, isSecret);
  const refused = [...unfit, ...validated.findings];
  // A number where text belongs is refused already.
  const isRefused = ({ at }: Finding): boolean =>
    refused.some((one) => one.at.pointer.join('/') === at.pointer.join('/'));
  const zeros = octals(value, parsed.source.text, written).filter((one) => !isRefused(one));
  const early = await resolveAll(parsed, route, [
    ...secrets.map(secretFinding),
    ...(block?.findings ?? []),
    ...[...refused, ...zeros].map(home).filter(readableIn(parsed)),
  ]);
  // The schema has cut out whatever is not of the topology's type.
  const topology = isValueMap(validated.value) ? (validated.value as unknown as PartialTopology) : undefined;
  return { secrets, refused, early, route, home, topology };
}

/** What the rules have to say, and what comments have to say of that. */
interface Judged {
  readonly estate?: Estate;
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
  /** What the rules found, as the value has it. */
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
  // A comment may be for any rule.
  const { settings, ...found } = await askRules(
    topology,
    estate,
    rules,
    commented ? { ...options, every: true } : options,
  );
  const findings = found.findings.filter(missedIn(refused)).map(home).filter(trustedIn(parsed));
  const complete = parsed.diagnostics.length + early.length === 0;
  // Few topologies have such a comment: what reads them is loaded for those.
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

/** Everything that is found, in order, and no secret in it. */
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

/** Where no estate could be made, no rule has a say. */
const UNJUDGED: Judged = { diagnostics: [], silenced: [], found: [] };

/** A value, examined and judged. */
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

/** A block that slipped out of its map is one mistake: all else is judged as if it stood where it belongs. */
async function judgedOnce(
  parsed: Parsed,
  value: Value,
  rules: RuleSet,
  options: LintOptions,
): Promise<Round> {
  const asWritten = await judgeValue(parsed, value, rules, options);
  // Where the text itself is damaged, what stands where is not known.
  if (parsed.diagnostics.length > 0 || !allOf(asWritten).some(isStray)) return asWritten;
  const block = (await import('../topology/indentation.ts')).indented(value, allOf(asWritten));
  if (!block) return asWritten;
  const put = await judgeValue(parsed, block.value, rules, options, block);
  return block.isRight(allOf(put)) ? put : asWritten;
}

/**
 * Source to findings: everything that can be said of a topology, however broken it is.
 * @throws never for anything a file may hold
 */
export async function analyse(source: Source, rules: RuleSet, options: LintOptions): Promise<Analysis> {
  const parsed = parse(source);
  if (parsed.value === undefined) return analysisOf(parsed, { secrets: [], early: [] }, UNJUDGED);
  const { examined, judged: told } = await judgedOnce(parsed, parsed.value, rules, options);
  return analysisOf(parsed, examined, told);
}
