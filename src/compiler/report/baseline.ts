import type { Diagnostic } from '../text/finding.ts';
import { jsonText } from './json-text.ts';
import type { FileReport } from './report.ts';

/** Known findings of one rule at one place, and their number. A place without a route is identified by the message. */
export interface KnownFindings {
  readonly file: string;
  readonly rule: string;
  readonly route?: string;
  readonly message?: string;
  readonly count: number;
}

/** A file of known findings; `format` rises if an older tool could misread it. */
export interface Baseline {
  readonly format: 1;
  readonly findings: readonly KnownFindings[];
}

const keyOf = ({ file, rule, route, message }: Omit<KnownFindings, 'count'>): string =>
  JSON.stringify([file, rule, route ?? null, route === undefined ? message : null]);

const placeOf = (file: string, { rule, route, message }: Diagnostic): Omit<KnownFindings, 'count'> =>
  route === undefined ? { file, rule, message } : { file, rule, route };

const compare = (a: KnownFindings, b: KnownFindings): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/**
 * The findings of a run, counted by rule and place, sorted.
 * @param nameOf returns the name of a file in the baseline
 */
export function baselineOf(reports: readonly FileReport[], nameOf: (file: string) => string): Baseline {
  const counts = new Map<string, KnownFindings>();
  for (const { file, diagnostics } of reports)
    for (const diagnostic of diagnostics) {
      const place = placeOf(nameOf(file), diagnostic);
      const key = keyOf(place);
      counts.set(key, { ...place, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return { format: 1, findings: [...counts.values()].sort(compare) };
}

/** A run compared with a baseline. */
export interface Compared {
  /** The run without known findings. */
  readonly reports: readonly FileReport[];
  /** How many were known. */
  readonly known: number;
  /** The part of the baseline that still applies, and its findings in files that were not linted. Only this may replace it. */
  readonly rest: Baseline;
  /** How many findings of the baseline in these files are gone. */
  readonly gone: number;
}

/**
 * Compares a run with a baseline. If a rule finds more at a place than the baseline knows, the first findings are known.
 * @param isKept whether a finding may be known; findings that guard against data loss may not
 */
export function compareWith(
  baseline: Baseline,
  reports: readonly FileReport[],
  nameOf: (file: string) => string,
  isKept: (diagnostic: Diagnostic) => boolean = () => true,
): Compared {
  const left = new Map<string, number>();
  for (const known of baseline.findings) left.set(keyOf(known), (left.get(keyOf(known)) ?? 0) + known.count);
  let known = 0;
  const isNew = (file: string, diagnostic: Diagnostic): boolean => {
    if (!isKept(diagnostic)) return true;
    const key = keyOf(placeOf(file, diagnostic));
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    known += 1;
    return false;
  };
  const fresh = reports.map((report) => {
    const name = nameOf(report.file);
    return { ...report, diagnostics: report.diagnostics.filter((one) => isNew(name, one)) };
  });
  // A file that this run did not lint may still have its findings: a hook receives only the changed files.
  const judged = new Set(reports.map(({ file }) => nameOf(file)));
  const others = baseline.findings.filter(({ file }) => !judged.has(file));
  for (const one of others) left.delete(keyOf(one));
  const findings = baseline.findings.flatMap((one) => {
    const missing = left.get(keyOf(one)) ?? 0;
    return one.count > missing ? [{ ...one, count: one.count - missing }] : [];
  });
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { reports: fresh, known, rest: { format: 1, findings: findings.sort(compare) }, gone };
}

/** The text of a baseline file. */
export const baselineText = ({ format, findings }: Baseline): string => jsonText({ format, findings });

const isText = (value: unknown): boolean => typeof value === 'string';

function isKnown(value: unknown): value is KnownFindings {
  if (typeof value !== 'object' || value === null) return false;
  const { file, rule, route, message, count } = value as Readonly<Record<string, unknown>>;
  return (
    isText(file) &&
    isText(rule) &&
    (isText(route) || (route === undefined && isText(message))) &&
    Number.isInteger(count) &&
    Number(count) > 0
  );
}

/** Reads a baseline; undefined if the text is not a baseline. */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, findings } = value as Readonly<Record<string, unknown>>;
  if (format !== 1 || !Array.isArray(findings) || !findings.every(isKnown)) return undefined;
  return { format, findings };
}
