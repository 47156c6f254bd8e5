import type { Edit, TextEdit } from '../../text/finding.ts';
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

/** Makes edits of a document's text from edits by place, in its order; undefined where one of them cannot be made. */
export function textEdits(parsed: Parsed): (edits: readonly Edit[]) => readonly TextEdit[] | undefined {
  // Behind a syntax error the nodes may be other ones than a person sees.
  if (parsed.damaged.length > 0) return () => undefined;
  const page = pageOf(parsed);
  return (edits) => {
    const changes = edits.flatMap((one) => changeOf(page, one) ?? []).sort((a, b) => a.start - b.start);
    if (changes.length < edits.length || !areApart(changes)) return undefined;
    return changes.map(({ start, end, text }) => ({ span: parsed.lines.span(start, end), text }));
  };
}
