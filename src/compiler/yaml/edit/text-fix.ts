import type { Fix, TextEdit, TextFix } from '../../text/finding.ts';
import type { Parsed } from '../parsed.ts';
import { changeOf } from './change.ts';
import type { Change } from './page.ts';
import { pageOf } from './page.ts';

/** Whether no two changes overlap or begin at the same point. */
const areApart = (changes: readonly Change[]): boolean =>
  changes.every(({ start }, index) => {
    const before = changes[index - 1];
    return !before || (before.end <= start && before.start < start);
  });

/** Turns edits by place into edits of the text. If one edit of a fix is impossible, there is no fix. */
export function textFixes(parsed: Parsed): (fix: Fix) => TextFix | undefined {
  // After a syntax error, the nodes may differ from what people see.
  if (parsed.damaged.length > 0) return () => undefined;
  const page = pageOf(parsed);
  const edit = ({ start, end, text }: Change): TextEdit => ({ span: parsed.lines.span(start, end), text });
  return ({ title, edits }) => {
    const changes = edits.flatMap((one) => changeOf(page, one) ?? []).sort((a, b) => a.start - b.start);
    if (changes.length < edits.length || !areApart(changes)) return undefined;
    return { title, edits: changes.map(edit) };
  };
}
