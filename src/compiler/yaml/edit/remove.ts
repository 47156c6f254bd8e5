import type { YAMLMap } from 'yaml';
import { extentOf, isBlock } from '../extent.ts';
import type { Entry } from '../locate.ts';
import type { Change, Page } from './page.ts';
import { lineEnd, lineStart, nextLine } from './page.ts';

/** Removes a stretch, unless it contains a comment. */
const cut = (page: Page, start: number, end: number): Change | undefined =>
  page.commentsIn(start, end).length > 0 ? undefined : { start, end, text: '' };

/** Removes whole lines, and keeps their comments, each on its own line. */
function cutLines(page: Page, start: number, end: number): Change {
  const indent = ' '.repeat(start - lineStart(page, start));
  const from = lineStart(page, start);
  const comments = page.commentsIn(from, lineEnd(page, end));
  const kept = comments.map(
    (comment) => `${indent}${page.text.slice(comment.start, comment.end)}${page.eol}`,
  );
  return { start: from, end: nextLine(page, end), text: kept.join('') };
}

/** Removes a key with its value from a map that has other keys. */
export function takeOut(page: Page, map: YAMLMap, entry: Entry): Change | undefined {
  const items: readonly Entry[] = map.items;
  const index = items.indexOf(entry);
  const [before, after] = [items[index - 1], items[index + 1]];
  const [start, end] = extentOf(page.text, entry);
  const startsLine = page.text.slice(lineStart(page, start), start).trim() === '';
  if (isBlock(map) && startsLine) return cutLines(page, start, end);
  // The next key moves to the place of a key that follows a dash or a bracket.
  if (after && (isBlock(map) || !before)) return cut(page, start, extentOf(page.text, after)[0]);
  return before && !isBlock(map) ? cut(page, extentOf(page.text, before)[1], end) : undefined;
}
