import { docsUrl } from '../../version.ts';
import type { Diagnostic } from '../text/finding.ts';
import { SEVERITIES } from '../text/finding.ts';
import type { FormatOptions } from './format.ts';
import { markdownCell as cell } from './markdown-cell.ts';
import type { Report } from './report.ts';
import { summaryOf } from './summary.ts';

/** GitHub refuses a summary of more than 1 MiB a step. */
const MOST_ROWS = 500;

function row(path: string, { rule, severity, message, span }: Diagnostic): string {
  const place = span === undefined ? path : `${path}:${span.start.line}:${span.start.column}`;
  return `| ${severity} | ${cell(place)} | ${cell(message)} | [${cell(rule)}](${docsUrl(rule)}) |`;
}

/** The report as Markdown, for the summary of a job in GitHub Actions. */
export function githubSummary(report: Report, { pathOf }: FormatOptions): string {
  const rows = SEVERITIES.flatMap((severity) =>
    report.files.flatMap(({ file, diagnostics }) =>
      diagnostics.filter((one) => one.severity === severity).map((one) => row(pathOf(file), one)),
    ),
  );
  const head = `### pgdr-compile: ${summaryOf(report)}\n`;
  if (rows.length === 0) return `${head}\n`;
  const more = rows.length > MOST_ROWS ? `\n${rows.length - MOST_ROWS} more findings are in the log.\n` : '';
  return `${[head, '| | where | finding | rule |', '|---|---|---|---|', ...rows.slice(0, MOST_ROWS)].join('\n')}\n${more}\n`;
}
