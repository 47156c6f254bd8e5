import type { Node, Pair } from 'yaml';
import { isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Entry, Range } from './locate.ts';

/** Whether a node is a block collection, without its own start and end characters. */
export const isBlock = (node: unknown): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;

const rangeOf = (node: unknown): Range | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
};

/** The value of a pair, or the item itself. */
export const heldBy = (entry: Entry): unknown => (isPair(entry) ? entry.value : entry);

/** The offset just after the last character of a value; the parser's range of a block includes following comments and blanks. */
function endOf(text: string, value: unknown, fallback: number): number {
  const range = rangeOf(value);
  if (isBlock(value)) {
    const last: unknown = isMap(value) || isSeq(value) ? value.items.at(-1) : undefined;
    return last ? extentOf(text, last as Entry)[1] : fallback;
  }
  return range ? range[0] + text.slice(...range).trimEnd().length : fallback;
}

/** Where a pair or an item begins and ends in a text. */
export function extentOf(text: string, entry: Entry): Range {
  if (!isPair(entry)) {
    const start = rangeOf(entry)?.[0] ?? 0;
    return [start, endOf(text, entry, start)];
  }
  const { key, value }: Pair = entry;
  const start = (rangeOf(key) ?? rangeOf(value))?.[0] ?? 0;
  return [start, endOf(text, value, isScalar(key) ? (rangeOf(key)?.[1] ?? start) : start)];
}
