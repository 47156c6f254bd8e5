import type { Diagnostic, Position, Span } from '../diagnostic.ts';
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
  return `${escapeUnseen(JSON.stringify(value, null, 2))}\n`;
}

// Every key is named here, not spread: what a diagnostic may carry one day is not published by accident.
function findingOf(file: string, { rule, severity, message, span, related, why, help }: Diagnostic) {
  return {
    file,
    rule,
    severity,
    message,
    span: span === undefined ? null : spanOf(span),
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

/**
 * JSON escapes the C0 controls, but not the ones a terminal or an editor obeys beside them (C1, bidi). Outside of
 * strings there are none, so each may be replaced by its escape.
 */
function escapeUnseen(text: string): string {
  return text.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (point) =>
    [...Array(point.length).keys()]
      .map((unit) => `\\u${point.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
