import type { Diagnostic, Position, Span } from '../diagnostic.ts';
import { jsonText } from './json-text.ts';
import type { Report } from './report.ts';
import { countBySeverity } from './summary.ts';

/** Where the schema of this format is published; the file itself comes with the package. */
const SCHEMA = 'https://pgdr-compile.dev/schema/report.schema.json';

/** Rises when what reads the format before could no longer read this one. */
const FORMAT = 1;

/** The report for programs, as `schema/report.schema.json` describes it: the same report gives the same bytes. */
export function json(report: Report): string {
  const counts = countBySeverity(report);
  const value = {
    $schema: SCHEMA,
    format: FORMAT,
    tool: { name: 'pgdr-compile', version: report.version },
    summary: {
      files: report.files.length,
      errors: counts.error,
      warnings: counts.warning,
      infos: counts.info,
    },
    findings: report.files.flatMap(({ file, diagnostics }) =>
      diagnostics.map((diagnostic) => findingOf(file, diagnostic)),
    ),
  };
  return jsonText(value);
}

// Every key is named here, not spread: what a diagnostic may carry one day is not published by accident.
function findingOf(file: string, { rule, severity, message, span, route, related, why, help }: Diagnostic) {
  return {
    file,
    rule,
    severity,
    message,
    span: span === undefined ? null : spanOf(span),
    ...(route === undefined ? {} : { route }),
    related: related.map((place) => ({ message: place.message, span: spanOf(place.span) })),
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
  };
}

function spanOf({ start, end }: Span) {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, column, offset }: Position) {
  return { line, column, offset };
}
