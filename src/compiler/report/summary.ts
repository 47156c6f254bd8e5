import type { Severity } from '../diagnostic.ts';
import type { Report } from './report.ts';

/** How many findings of each severity a report holds. */
export function countBySeverity(report: Report): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const file of report.files) {
    for (const diagnostic of file.diagnostics) counts[diagnostic.severity] += 1;
  }
  return counts;
}

/** A number with its noun: `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
