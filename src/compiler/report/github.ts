import type { Diagnostic, Severity } from '../text/finding.ts';
import { SEVERITIES } from '../text/finding.ts';
import { elsewhere } from './elsewhere.ts';
import type { FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';
import { summaryOf } from './summary.ts';

/** Workflow commands of GitHub Actions, by severity. */
const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows this many annotations of each kind for a step, and drops the others silently. */
const SHOWN = 10;

/** Characters that a command must escape (actions/runner, ActionCommand.cs). */
const DATA: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A' };
const PROPERTY: Readonly<Record<string, string>> = { ...DATA, ':': '%3A', ',': '%2C' };

const escaped = (text: string, escapes: Readonly<Record<string, string>>): string =>
  text.replace(/[%\r\n:,]/g, (point) => escapes[point] ?? point);

/** One annotation. GitHub takes columns only where a finding begins and ends on one line. */
function annotation(file: string, diagnostic: Diagnostic, pathOf: FormatOptions['pathOf']): string {
  const { rule, severity, message, span, why, help } = diagnostic;
  const start = span?.start;
  const columns =
    start && span.end.line === start.line ? { col: start.column, endColumn: span.end.column } : {};
  const properties = {
    title: rule,
    file: pathOf(file),
    ...(start ? { line: start.line, endLine: span.end.line, ...columns } : {}),
  };
  const head = Object.entries(properties)
    .map(([key, value]) => `${key}=${escaped(printable(String(value)), PROPERTY)}`)
    .join(',');
  const body = [message, ...elsewhere(diagnostic, pathOf), why && `why: ${why}`, help && `help: ${help}`]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
  const text = body.split('\n').map(printable).join('\n');
  return `::${COMMANDS[severity]} ${head}::${escaped(text, DATA)}`;
}

/** Annotations for GitHub Actions, worst first, and a note if GitHub will not show all of them. */
export function github(report: Report, { pathOf }: FormatOptions): string {
  const lines = SEVERITIES.flatMap((severity) => {
    const found = report.files.flatMap(({ file, diagnostics }) =>
      diagnostics.filter((one) => one.severity === severity).map((one) => annotation(file, one, pathOf)),
    );
    return found.length <= SHOWN
      ? found
      : [
          ...found,
          `GitHub shows ${SHOWN} of these ${found.length} ${severity}s as annotations; the log and the job summary list all of them`,
        ];
  });
  return `${[...lines, summaryOf(report)].join('\n')}\n`;
}
