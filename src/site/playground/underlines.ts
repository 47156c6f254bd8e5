import type { Diagnostic as Underline } from '@codemirror/lint';
import type { Diagnostic } from '../../compiler/text/finding.ts';
import { rulePage } from './rule-page.ts';

/** A finding as the editor's tooltip shows it. */
function tooltip({ rule, message, help }: Diagnostic): Node {
  const link = Object.assign(document.createElement('a'), {
    href: rulePage(rule),
    textContent: rule,
    target: '_blank',
    rel: 'noopener',
  });
  const box = document.createElement('div');
  const first = document.createElement('div');
  first.append(link, `: ${message}`);
  box.append(first);
  if (help !== undefined) box.append(Object.assign(document.createElement('div'), { textContent: help }));
  return box;
}

/**
 * Findings as the editor underlines them. What concerns the whole file is underlined at its first line.
 * @param text that was judged: offsets beyond its end are not possible in the editor
 * @param fix makes the fix of a finding
 */
export function underlinesOf(
  findings: readonly Diagnostic[],
  text: string,
  fix: (finding: Diagnostic) => void,
): Underline[] {
  const firstLine = text.indexOf('\n') === -1 ? text.length : text.indexOf('\n');
  return findings.map((finding) => ({
    from: Math.min(finding.span?.start.offset ?? 0, text.length),
    to: Math.min(finding.span?.end.offset ?? firstLine, text.length),
    severity: finding.severity,
    message: finding.message,
    renderMessage: () => tooltip(finding),
    ...(finding.fix ? { actions: [{ name: `Fix: ${finding.fix.title}`, apply: () => fix(finding) }] } : {}),
  }));
}
