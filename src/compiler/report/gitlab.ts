import type { Severity } from '../text/finding.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import type { Report } from './report.ts';

/** Severities of GitLab's code quality reports. */
const LEVELS: Readonly<Record<Severity, 'critical' | 'major' | 'info'>> = {
  error: 'critical',
  warning: 'major',
  info: 'info',
};

/** The parts of a finding that GitLab reads (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). */
export interface CodeQualityFinding {
  readonly type: 'issue';
  readonly check_name: string;
  readonly description: string;
  readonly categories: ('Security' | 'Bug Risk')[];
  readonly severity: (typeof LEVELS)[Severity];
  readonly fingerprint: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

/** A code quality report of GitLab: the merge request widget recognises new findings by their fingerprints. */
export function gitlab(report: Report, { pathOf }: FormatOptions): string {
  const findings = report.files.flatMap(({ file, diagnostics }): CodeQualityFinding[] => {
    // GitLab knows files by their path from the top of the repository, without a dot in front.
    const path = pathOf(file).replace(/^(?:\.\/)+/, '');
    const prints = fingerprintsOf(path, diagnostics);
    return diagnostics.map(({ rule, severity, message, span }, index) => ({
      type: 'issue',
      check_name: rule,
      description: message,
      categories: [/^(?:access|secrets)\//.test(rule) ? 'Security' : 'Bug Risk'],
      severity: LEVELS[severity],
      fingerprint: prints[index] ?? '',
      location: { path, lines: { begin: span?.start.line ?? 1, end: span?.end.line ?? 1 } },
    }));
  });
  return jsonText(findings);
}
