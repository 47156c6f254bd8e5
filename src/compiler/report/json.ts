import type { Diagnostic, Position, Span, TextFix } from '../text/finding.ts';
import { jsonText } from './json-text.ts';
import type { Report } from './report.ts';
import { countBySeverity, fixableIn, suppressedIn } from './summary.ts';

/** Where the schema of this format is published; the file itself comes with the package. */
const SCHEMA = 'https://pgdr-compile.dev/schema/report.schema.json';

/** Rises if a program that reads the previous format could no longer read this format. */
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
      suppressed: suppressedIn(report),
      fixable: fixableIn(report),
    },
    findings: report.files.flatMap(({ file, diagnostics }) =>
      diagnostics.map((diagnostic) => findingOf(file, diagnostic)),
    ),
    suppressed: report.files.flatMap(({ file, suppressed = [] }) =>
      suppressed.map(({ diagnostic, reason, span }) => ({
        finding: findingOf(file, diagnostic),
        reason,
        comment: spanOf(span),
      })),
    ),
  };
  return jsonText(value);
}

// Every key is named here, not spread, so that a new key of a diagnostic is not published by accident.
function findingOf(file: string, diagnostic: Diagnostic) {
  const { rule, severity, message, span, route, related, why, help, fix } = diagnostic;
  return {
    file,
    rule,
    severity,
    message,
    span: span === undefined ? null : spanOf(span),
    ...(route === undefined ? {} : { route }),
    related: related.map((place) => ({
      ...fileOf(place),
      message: place.message,
      span: spanOf(place.span),
    })),
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix: fixOf(fix) }),
  };
}

function fixOf({ title, edits }: TextFix) {
  return {
    title,
    edits: edits.map((edit) => ({ ...fileOf(edit), span: spanOf(edit.span), text: edit.text })),
  };
}

/** The file of a place that is in another one than its finding. */
const fileOf = ({ file }: { readonly file?: string }) => (file === undefined ? {} : { file });

function spanOf({ start, end }: Span) {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, column, offset }: Position) {
  return { line, column, offset };
}
