import type { YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isPair, isScalar, isSeq } from 'yaml';
import { extentOf, heldBy, isBlock } from '../extent.ts';
import type { Entry } from '../locate.ts';
import type { Change, Page } from './page.ts';
import { lineEnd, lineStart } from './page.ts';

/** Whether the last value of a block is a block text: text that is added after it would become a part of it. */
function endsInBlockText(value: unknown): boolean {
  if (isScalar(value)) return value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED';
  if (!isBlock(value) || !(isMap(value) || isSeq(value))) return false;
  const last: unknown = value.items.at(-1);
  return last !== undefined && endsInBlockText(heldBy(last as Entry));
}

/** The indentation for a new line after an entry; undefined if more than blanks and dashes is before the entry. */
function indentOf(page: Page, [start]: readonly [number, number]): string | undefined {
  const before = page.text.slice(lineStart(page, start), start);
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

/** The indentation of an item's dash. */
function listIndentOf(page: Page, extent: readonly [number, number]): string | undefined {
  const before = page.text.slice(lineStart(page, extent[0]), extent[0]);
  const sign = before.lastIndexOf('-');
  return sign === -1 || !/^[ -]*$/.test(before) ? undefined : ' '.repeat(sign);
}

/** Adds an entry at the end of a map or a list. */
export function insertInto(page: Page, collection: YAMLMap | YAMLSeq, text: string): Change | undefined {
  const last = collection.items.at(-1) as Entry | undefined;
  if (!isBlock(collection)) {
    const range = collection.range;
    if (last)
      return { start: extentOf(page.text, last)[1], end: extentOf(page.text, last)[1], text: `, ${text}` };
    if (!range || page.commentsIn(range[0], range[1]).length > 0) return undefined;
    return { start: range[0], end: range[1], text: isMap(collection) ? `{ ${text} }` : `[${text}]` };
  }
  if (!last || endsInBlockText(heldBy(last))) return undefined;
  const extent = extentOf(page.text, last);
  const indent = isPair(last) ? indentOf(page, extent) : listIndentOf(page, extent);
  if (indent === undefined) return undefined;
  const end = lineEnd(page, extent[1]);
  return { start: end, end, text: `${page.eol}${indent}${isPair(last) ? '' : '- '}${text}` };
}
