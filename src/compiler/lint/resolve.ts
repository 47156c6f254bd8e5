import type { Diagnostic, Finding, Related, TextFix } from '../text/finding.ts';
import { fileFinding } from '../text/source.ts';
import { locate } from '../yaml/locate.ts';
import type { Parsed } from '../yaml/parsed.ts';

/** Label of an alias that leads to a mistake. */
const USED_HERE = 'used here';

/** The place of a finding as a path that survives edits elsewhere. */
export type RouteOf = (finding: Finding) => string;

/** Turns the places of a finding into spans. */
export function resolve(parsed: Parsed, finding: Finding, route: string, fix?: TextFix): Diagnostic {
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
    ...(fix === undefined ? {} : { fix }),
  };
}

/** More than anybody reads: a file of a megabyte that is no topology has one finding per line. */
const MAX_FINDINGS = 1000;

const leftOut = (count: number): Diagnostic =>
  fileFinding(`${count} more findings are not shown`, 'check that this is the right file');

/** Limits diagnostics to that number. */
export const limited = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.length > MAX_FINDINGS
    ? [...diagnostics.slice(0, MAX_FINDINGS), leftOut(diagnostics.length - MAX_FINDINGS)]
    : diagnostics;

/** Turns findings into diagnostics, up to the limit. */
export async function resolveAll(
  parsed: Parsed,
  route: RouteOf,
  findings: readonly Finding[],
): Promise<Diagnostic[]> {
  const shown = findings.slice(0, MAX_FINDINGS);
  // Most findings have no fix, and most runs no finding: the code for text edits is loaded only on demand.
  const textFix = shown.some(({ fix }) => fix)
    ? (await import('../yaml/edit/text-fix.ts')).textFixes(parsed)
    : () => undefined;
  return [
    ...shown.map((finding) => resolve(parsed, finding, route(finding), finding.fix && textFix(finding.fix))),
    ...(findings.length > MAX_FINDINGS ? [leftOut(findings.length - MAX_FINDINGS)] : []),
  ];
}

const offsetOf = (diagnostic: Diagnostic): number => diagnostic.span?.start.offset ?? -1;

/** A mistake in a block that several aliases use is one mistake: it is reported once, with all aliases. */
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
export const sorted = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  unique(diagnostics).sort(
    (a, b) => offsetOf(a) - offsetOf(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );

/** Removes findings of rules at places that the schema refused: one report is enough. */
export function unpoisoned(
  schema: readonly Diagnostic[],
  lint: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (schema.length === 0) return lint;
  const refused = new Set(schema.map(offsetOf));
  return lint.filter(
    (one) => !refused.has(offsetOf(one)) && !one.related.some(({ span }) => refused.has(span.start.offset)),
  );
}
