import type { Diagnostic, Severity } from '../../compiler/text/finding.ts';
import { SEVERITIES } from '../../compiler/text/finding.ts';
import { plural } from '../../compiler/text/words.ts';

/** How many findings there are of each severity: `1 error, 2 warnings`. */
export function summaryOf(findings: readonly Diagnostic[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
  return parts.length === 0 ? 'sound' : parts.join(', ');
}

/** The highest severity among findings; undefined if there are none. */
export const worstOf = (findings: readonly Diagnostic[]): Severity | undefined =>
  SEVERITIES.find((severity) => findings.some((one) => one.severity === severity));
