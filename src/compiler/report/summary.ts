import type { Severity } from '../text/finding.ts';
import { SEVERITIES } from '../text/finding.ts';
import { plural } from '../text/words.ts';
import type { Report } from './report.ts';

/** How many findings of each severity a report holds. */
export function countBySeverity(report: Report): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const file of report.files) {
    for (const diagnostic of file.diagnostics) counts[diagnostic.severity] += 1;
  }
  return counts;
}

/** How many findings comments suppress. */
export const suppressedIn = ({ files }: Report): number =>
  files.reduce((sum, { suppressed = [] }) => sum + suppressed.length, 0);

/** How many findings have a fix. */
export const fixableIn = ({ files }: Report): number =>
  files.reduce((sum, { diagnostics }) => sum + diagnostics.filter(({ fix }) => fix).length, 0);

/**
 * `2 errors, 1 warning in 3 files; lint --fix can fix 2 of them; 1 suppressed`
 * @param paint colours a part, by its severity or as good news
 */
export function summaryOf(
  report: Report,
  paint: (style: Severity | 'good', text: string) => string = (_style, text) => text,
): string {
  const counts = countBySeverity(report);
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(severity, plural(counts[severity], severity)),
  );
  const findings = found.length > 0 ? found.join(', ') : paint('good', 'no findings');
  const suppressed = suppressedIn(report);
  const fixable = fixableIn(report);
  const all = report.files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
  const which = fixable < all ? `${fixable} of them` : all === 1 ? 'it' : 'all of them';
  return [
    `${findings} in ${plural(report.files.length, 'file')}`,
    ...(fixable > 0 ? [`lint --fix can fix ${which}`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].join('; ');
}
