import type { Pair } from 'yaml';
import { isMap, isSeq } from 'yaml';
import { extentOf, heldBy, isBlock } from '../extent.ts';
import type { Entry } from '../locate.ts';
import type { Parsed } from '../parsed.ts';

/** A pair or an item, and its place. */
export interface Placed {
  readonly entry: Entry;
  readonly start: number;
  /** Just behind its last character. */
  readonly end: number;
  /** Whether its value is not a block of further entries, so that it has its own end. */
  readonly isClosed: boolean;
  /** The pair or item around it. */
  readonly parent: Entry | undefined;
}

/** Every pair and item of a document in the order of the text, each before what is in it; aliases are not followed. */
export function entriesOf({ root, source: { text } }: Parsed): readonly Placed[] {
  const found: Placed[] = [];
  const visit = (node: unknown, parent: Entry | undefined): void => {
    if (!isMap(node) && !isSeq(node)) return;
    for (const item of node.items as readonly (Entry | Pair)[]) {
      const [start, end] = extentOf(text, item);
      const value = heldBy(item);
      found.push({ entry: item, start, end, isClosed: !isBlock(value), parent });
      visit(value, item);
    }
  };
  visit(root, undefined);
  return found;
}
