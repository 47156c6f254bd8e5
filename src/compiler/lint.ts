import { RULES } from '../rules/index.ts';
import type { Draft, Rule } from '../rules/rule.ts';
import { readableIn, trustedIn } from './damage.ts';
import type { Diagnostic, Finding, Pointer, Severity, Suppressed } from './diagnostic.ts';
import { valueAt } from './diagnostic.ts';
import { buildEstate } from './estate/build.ts';
import type { Estate } from './estate/estate.ts';
import type { PartialTopology } from './estate/parts.ts';
import type { LintOptions } from './lint-options.ts';
import { rangeAt } from './locate.ts';
import type { Parsed } from './parse.ts';
import { parse } from './parse.ts';
import { limited, resolveAll, sorted, unpoisoned } from './resolve.ts';
import { routeOf } from './route.ts';
import { redactedText, type Secret, secretFinding, secretsOf, withoutSecrets } from './secrets.ts';
import { severitiesOf } from './severities.ts';
import type { Source } from './source.ts';
import type { Silenced } from './suppress/suppress.ts';
import { validate } from './validate.ts';
import { isValueMap, type Value } from './value.ts';
import { unwritable } from './writable.ts';

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

/** What a rule finds in the estate as it stands, and what more after a promotion. */
function findingsOf(rule: Rule, estate: Estate): Finding[] {
  const now = [...rule.check(estate)];
  const later = rule.bothWays
    ? estate.reversed().flatMap((reversed) => {
        const drafts = [...rule.check(reversed)];
        return drafts.length > 0 ? [{ promoted: reversed.promoted ?? '', drafts }] : [];
      })
    : [];
  // Nearly all of them find nothing.
  return now.length + later.length === 0 ? [] : withLater(rule, now, later);
}

/** What promotions bring to light, each with the site that they promote. */
interface Later {
  readonly promoted: string;
  readonly drafts: readonly Draft[];
}

function withLater(rule: Rule, now: readonly Draft[], later: readonly Later[]): Finding[] {
  const finding = (draft: Draft): Finding => ({
    rule: rule.id,
    severity: rule.severity,
    why: rule.why,
    ...draft,
  });
  // A place with each of the others that explain it: a promotion that adds none of them adds no mistake.
  const placesOf = ({ at, related = [] }: Draft): string[] =>
    (related.length > 0 ? related : [{ at: undefined }]).map((one) => JSON.stringify([at, one.at]));
  const reported = new Set(now.flatMap(placesOf));
  const findings = now.map(finding);
  for (const { promoted, drafts } of later)
    for (const draft of drafts) {
      const places = placesOf(draft);
      if (places.every((place) => reported.has(place))) continue;
      for (const place of places) reported.add(place);
      findings.push(finding({ ...draft, message: `once ${promoted} is the primary: ${draft.message}` }));
    }
  return findings;
}

/** What the rules find, with the severities that the topology gives them. */
async function askRules(topology: PartialTopology, estate: Estate, options: LintOptions) {
  const severities = await severitiesOf(topology.lint?.rules ?? {});
  const findings: Finding[] = [];
  const asked = new Set<string>();
  const rules = options.every || estate.overridden ? (await import('../rules/all.ts')).ALL_RULES : RULES;
  for (const rule of rules) {
    if (options.without?.includes(rule.id)) continue;
    const severity: Severity | 'off' = severities.of(rule);
    if (severity === 'off') continue;
    asked.add(rule.id);
    for (const finding of findingsOf(rule, estate)) findings.push({ ...finding, severity });
  }
  return { settings: severities.findings, findings, asked };
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
  /** Without what was refused; undefined where that leaves no map. */
  readonly topology: PartialTopology | undefined;
}

async function examine(parsed: Parsed, value: Value): Promise<Examined> {
  const secrets = secretsOf(value);
  const isSecret = (at: Pointer): boolean =>
    secrets.some(({ pointer }) => pointer.every((part, depth) => part === at[depth]));
  // Of a secret one thing is told: a private key has lines, too.
  const unfit = unwritable(value).filter(({ at }) => !isSecret(at.pointer));
  const validated = await validate(value, {
    cuts: [...secrets, ...unfit.map(({ at }) => at)].map(({ pointer }) => pointer),
    refused: parsed.refused,
    written: (pointer) => {
      const range = rangeAt(parsed, valueAt(...pointer));
      return range && parsed.source.text.slice(...range);
    },
    damaged: parsed.damaged.length > 0,
  });
  const route = ({ at }: Finding): string => routeOf(value, at.pointer, isSecret);
  const refused = [...unfit, ...validated.findings];
  const early = await resolveAll(parsed, route, [
    ...secrets.map(secretFinding),
    ...refused.filter(readableIn(parsed)),
  ]);
  // The schema has cut out whatever is not of the topology's type.
  const topology = isValueMap(validated.value) ? (validated.value as unknown as PartialTopology) : undefined;
  return { secrets, refused, early, route, topology };
}

/** What the rules have to say, and what comments have to say of that. */
interface Judged {
  readonly estate?: Estate;
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
}

async function judged(
  parsed: Parsed,
  { early, refused, route }: Examined,
  topology: PartialTopology,
  options: LintOptions,
): Promise<Judged> {
  const estate = buildEstate(topology);
  const commented = parsed.source.text.includes(IGNORE);
  // A comment may be for any rule.
  const { settings, ...found } = await askRules(
    topology,
    estate,
    commented ? { ...options, every: true } : options,
  );
  const findings = found.findings.filter(trustedIn(parsed)).filter(missedIn(refused));
  const complete = parsed.diagnostics.length + early.length === 0;
  // Few topologies have such a comment: what reads them is loaded for those.
  const comments = commented
    ? await (await import('./suppress/suppress.ts')).suppress(parsed, route, {
        ...found,
        findings,
        complete,
      })
    : { left: findings, suppressed: [], diagnostics: [] };
  const late = await resolveAll(parsed, route, [...settings, ...comments.left]);
  return {
    estate,
    diagnostics: [...comments.diagnostics, ...unpoisoned(early, late)],
    silenced: comments.suppressed,
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
const UNJUDGED: Judged = { diagnostics: [], silenced: [] };

/**
 * Source to findings: everything that can be said of a topology, however broken it is.
 * @throws never for anything a file may hold
 */
export async function analyse(source: Source, options: LintOptions = {}): Promise<Analysis> {
  const parsed = parse(source);
  if (parsed.value === undefined) return analysisOf(parsed, { secrets: [], early: [] }, UNJUDGED);
  const examined = await examine(parsed, parsed.value);
  const { topology } = examined;
  return analysisOf(
    parsed,
    examined,
    topology ? await judged(parsed, examined, topology, options) : UNJUDGED,
  );
}
