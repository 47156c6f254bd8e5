import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic, Severity } from '../compiler/text/finding.ts';
import { docsUrl } from '../version.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';
import { rangeOfSpan } from './page.ts';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Rules about what has no effect: editors draw such a text faded. */
const UNUSED = /(?:unused|needless|ignored|never-read|without-effect|idle)$/;

/** The beginning of a text, for what concerns all of it. */
const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** One finding as an editor shows it. */
export function shown(known: KnownEstate, page: Page | undefined, finding: Diagnostic): LspDiagnostic {
  const { rule, severity, message, why, help, span, related } = finding;
  return {
    range: span && page ? rangeOfSpan(page, span) : TOP,
    severity: SEVERITY[severity],
    code: rule,
    codeDescription: { href: docsUrl(rule) },
    source: 'pgdr-compile',
    message: [
      message,
      ...(why === undefined ? [] : [why]),
      ...(help === undefined ? [] : [`help: ${help}`]),
    ].join('\n'),
    ...(UNUSED.test(rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.flatMap(({ file, span: other, message: words }) => {
      const there = file === undefined ? page : known.pageNamed(file);
      return there
        ? [{ location: { uri: there.uri, range: rangeOfSpan(there, other) }, message: words }]
        : [];
    }),
  };
}

/** The findings of every text of an estate, by URI. */
export function diagnosticsOf(known: KnownEstate): Map<string, LspDiagnostic[]> {
  const all = new Map<string, LspDiagnostic[]>();
  for (const [uri, page] of known.pages)
    all.set(
      uri,
      (page.analysis?.diagnostics ?? []).map((one) => shown(known, page, one)),
    );
  for (const [uri, finding] of known.unreadable) all.set(uri, [shown(known, undefined, finding)]);
  return all;
}
