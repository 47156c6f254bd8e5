import { RULES } from '../rules/index.ts';
import type { Draft, Rule } from '../rules/rule.ts';
import { readableIn, trustedIn } from './damage.ts';
import type { Diagnostic, Finding, Pointer, Related, Severity } from './diagnostic.ts';
import { valueAt } from './diagnostic.ts';
import { buildEstate } from './estate/build.ts';
import type { Estate } from './estate/estate.ts';
import type { PartialTopology } from './estate/parts.ts';
import type { LintOptions } from './lint-options.ts';
import { locate } from './locate.ts';
import type { Parsed } from './parse.ts';
import { parse } from './parse.ts';
import { routeOf } from './route.ts';
import { redactedText, secretFinding, secretsOf, withoutSecrets } from './secrets.ts';
import { severitiesOf } from './severities.ts';
import type { Source } from './source.ts';
import { fileFinding } from './source.ts';
import { validate } from './validate.ts';
import { isValueMap } from './value.ts';
import { unwritable } from './writable.ts';

/** What is known of one topology. */
export interface Analysis {
  readonly file: string;
  /** The text with secrets blanked out, for code frames; empty where there is nothing to frame. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where anything is written, for `show`. */
  readonly parsed: Parsed;
  /** Undefined when there was nothing to make an estate of. */
  readonly estate: Estate | undefined;
}

function* findingsOf(rule: Rule, estate: Estate): Generator<Finding> {
  const finding = (draft: Draft): Finding => ({
    rule: rule.id,
    severity: rule.severity,
    why: rule.why,
    ...draft,
  });
  // A place with each of the others that explain it: a promotion that adds none of them adds no mistake.
  const placesOf = ({ at, related = [] }: Draft): string[] =>
    (related.length > 0 ? related : [{ at: undefined }]).map((one) => JSON.stringify([at, one.at]));
  const reported = new Set<string>();
  for (const draft of rule.check(estate)) {
    for (const place of placesOf(draft)) reported.add(place);
    yield finding(draft);
  }
  if (!rule.bothWays) return;
  for (const reversed of estate.reversed())
    for (const draft of rule.check(reversed)) {
      const places = placesOf(draft);
      if (places.every((place) => reported.has(place))) continue;
      for (const place of places) reported.add(place);
      yield finding({
        ...draft,
        message: `once ${reversed.promoted ?? ''} is the primary: ${draft.message}`,
      });
    }
}

/** What is said of an alias through which a mistake was reached. */
const USED_HERE = 'used here';

/** Places to spans. */
function resolve(parsed: Parsed, finding: Finding, route: string): Diagnostic {
  const location = locate(parsed, finding.at);
  const related: Related[] = (finding.related ?? []).flatMap(({ at, message }) => {
    const other = locate(parsed, at);
    return other ? [{ span: other.span, message }] : [];
  });
  if (location?.alias) related.push({ span: location.alias, message: USED_HERE });
  const { rule, severity, message, why, help } = finding;
  return {
    rule,
    severity,
    message,
    ...(location ? { span: location.span } : {}),
    route,
    related,
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
  };
}

/** More than anybody reads: a file of a megabyte that is no topology at all has one per line. */
const MAX_FINDINGS = 1000;

const leftOut = (count: number): Diagnostic =>
  fileFinding(`${count} more findings are not shown`, 'check that this is the right file');

const offsetOf = (diagnostic: Diagnostic): number => diagnostic.span?.start.offset ?? -1;

/** A mistake in a block that several aliases use is one mistake: it is told once, with all of them. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic & { readonly related: Related[] }>();
  for (const one of diagnostics) {
    const own = one.related.filter(({ message }) => message !== USED_HERE);
    const key = JSON.stringify([one.rule, one.message, offsetOf(one), own[0]?.span.start]);
    const first = found.get(key);
    if (!first) found.set(key, { ...one, related: [...one.related] });
    else
      for (const use of one.related)
        if (!first.related.some(({ span }) => span.start.offset === use.span.start.offset))
          first.related.push(use);
  }
  return [...found.values()];
}

/** By position, then rule. */
const sorted = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  unique(diagnostics).sort(
    (a, b) => offsetOf(a) - offsetOf(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );

/** What the schema refused is reported once: rules that stumble over it have nothing to add. */
function unpoisoned(schema: readonly Diagnostic[], lint: readonly Diagnostic[]): readonly Diagnostic[] {
  if (schema.length === 0) return lint;
  const refused = new Set(schema.map(offsetOf));
  return lint.filter(
    (one) => !refused.has(offsetOf(one)) && !one.related.some(({ span }) => refused.has(span.start.offset)),
  );
}

/** Whether the schema refused no part of a map on the way to what a finding says is not there. */
function missedIn(refused: readonly Finding[]): (finding: Finding) => boolean {
  const maps = refused.map(({ at }) => at.pointer.slice(0, -1));
  return ({ absent, at }) =>
    !absent || !maps.some((map) => map.every((part, depth) => part === at.pointer[depth]));
}

/**
 * Source to findings: everything that can be said of a topology, however broken it is.
 * @throws never for anything a file may hold
 */
export async function analyse(source: Source, options: LintOptions = {}): Promise<Analysis> {
  const parsed = parse(source);
  const { value } = parsed;
  if (value === undefined)
    return {
      file: source.file,
      text: redactedText(parsed, []),
      diagnostics: sorted(parsed.diagnostics),
      parsed,
      estate: undefined,
    };
  const secrets = secretsOf(value);
  const unfit = unwritable(value);
  const validated = await validate(value, {
    cuts: [...secrets, ...unfit.map(({ at }) => at)].map(({ pointer }) => pointer),
    refused: parsed.refused,
    written: (pointer) => {
      const span = locate(parsed, valueAt(...pointer))?.span;
      return span && parsed.source.text.slice(span.start.offset, span.end.offset);
    },
    damaged: parsed.damaged.length > 0,
  });
  const isSecret = (at: Pointer): boolean =>
    secrets.some(({ pointer }) => pointer.every((part, depth) => part === at[depth]));
  const resolved = (findings: readonly Finding[]): Diagnostic[] => [
    ...findings
      .slice(0, MAX_FINDINGS)
      .map((finding) => resolve(parsed, finding, routeOf(value, finding.at.pointer, isSecret))),
    ...(findings.length > MAX_FINDINGS ? [leftOut(findings.length - MAX_FINDINGS)] : []),
  ];
  const refused = [...unfit, ...validated.findings];
  const early = resolved([...secrets.map(secretFinding), ...refused.filter(readableIn(parsed))]);
  const done = (diagnostics: readonly Diagnostic[], estate?: Estate): Analysis => {
    const all = [...parsed.diagnostics, ...diagnostics];
    const text = all.length > 0 ? redactedText(parsed, secrets) : '';
    return {
      file: source.file,
      text,
      diagnostics: sorted(withoutSecrets(all, secrets, parsed, text)),
      parsed,
      estate,
    };
  };
  if (!isValueMap(validated.value)) return done(early);

  // The schema has cut out whatever is not of the topology's type.
  const topology = validated.value as unknown as PartialTopology;
  const estate = buildEstate(topology);
  const severities = await severitiesOf(topology.lint?.rules ?? {});
  const judged: Finding[] = [...severities.findings];
  for (const rule of RULES) {
    if (options.without?.includes(rule.id)) continue;
    const severity: Severity | 'off' = severities.of(rule);
    if (severity === 'off') continue;
    for (const finding of findingsOf(rule, estate)) judged.push({ ...finding, severity });
  }
  const trusted = judged.filter(trustedIn(parsed)).filter(missedIn(refused));
  return done([...early, ...unpoisoned(early, resolved(trusted))], estate);
}
