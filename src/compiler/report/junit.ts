import type { Diagnostic } from '../text/finding.ts';
import { isFailure } from '../text/finding.ts';
import { elsewhere } from './elsewhere.ts';
import type { FormatOptions } from './format.ts';
import type { FileReport, Report } from './report.ts';

/** Code points that XML 1.0 cannot hold, in whatever form. */
const UNFIT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const xml = (text: string): string =>
  text.replace(UNFIT, '\ufffd').replace(/[&<>"\t\n\r]/g, (point) => ESCAPES[point] ?? point);

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([key, value]) => ` ${key}="${xml(String(value))}"`)
    .join('');

function caseOf(path: string, diagnostic: Diagnostic, { failOn, pathOf }: FormatOptions): string {
  const { rule, severity, message, span, why, help } = diagnostic;
  const place = span === undefined ? path : `${path}:${span.start.line}:${span.start.column}`;
  const body = [
    `${place}: ${severity}: ${message}`,
    ...elsewhere(diagnostic, pathOf),
    why && `why: ${why}`,
    help && `help: ${help}`,
  ]
    .filter(Boolean)
    .map((line) => xml(String(line)))
    .join('\n');
  const content = isFailure(severity, failOn)
    ? `<failure${attributes({ type: rule, message })}>${body}</failure>`
    : `<system-out>${body}</system-out>`;
  return `    <testcase${attributes({ name: `${rule} ${place}`, classname: path })}>\n      ${content}\n    </testcase>\n`;
}

function suiteOf({ file, diagnostics }: FileReport, options: FormatOptions): string {
  const path = options.pathOf(file);
  const failures = diagnostics.filter(({ severity }) => isFailure(severity, options.failOn)).length;
  const cases =
    diagnostics.length === 0
      ? `    <testcase${attributes({ name: 'no findings', classname: path })}/>\n`
      : diagnostics.map((one) => caseOf(path, one, options)).join('');
  const counts = { tests: Math.max(diagnostics.length, 1), failures, errors: 0, skipped: 0 };
  return `  <testsuite${attributes({ name: path, ...counts })}>\n${cases}  </testsuite>\n`;
}

/** JUnit XML, as Jenkins reads it: a suite for each topology and a case for each finding; it fails if the finding fails the run. */
export function junit(report: Report, options: FormatOptions): string {
  const suites = report.files.map((file) => suiteOf(file, options)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: 'pgdr-compile' })}>\n${suites}</testsuites>\n`;
}
