import type { Node, Pair, YAMLMap } from 'yaml';
import { isMap, isSeq } from 'yaml';
import type { Place, Pointer, Span } from '../text/finding.ts';
import type { OncePer } from '../text/once.ts';
import { oncePer } from '../text/once.ts';
import { keyText } from './key-text.ts';
import type { Parsed } from './parsed.ts';

/** The span of a place in the text, and the alias through which it was reached, if any. */
export interface Location {
  readonly span: Span;
  readonly alias?: Span;
}

export type Range = readonly [start: number, end: number];

const rangeOf = (node: unknown): Range | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
};

/** Pairs of a map by the text of their keys; made on the first lookup, because maps may be long. */
const indexOf: OncePer<YAMLMap, ReadonlyMap<string, Pair>> = oncePer((node) => {
  const index = new Map<string, Pair>();
  for (const pair of node.items) {
    const text = keyText(pair.key);
    // If a key is written twice, the first counts.
    if (text !== undefined && !index.has(text)) index.set(text, pair);
  }
  return index;
});

const pairOf = (node: Node, key: string | number): Pair | undefined =>
  isMap(node) ? indexOf(node).get(String(key)) : undefined;

/** A pair of a map, or an item of a list. */
export type Entry = Pair | Node;

/** The target of a pointer. */
interface Found {
  readonly key?: Node;
  readonly node: Node | null;
  /** The first alias on the way. */
  readonly alias?: Range;
  /** Whether the whole pointer is written. */
  readonly whole: boolean;
  /** The pairs and items on the way; aliases are not replaced. */
  readonly entries: readonly Entry[];
}

function follow(parsed: Parsed, pointer: Pointer): Found {
  const { targets, entries: members, root } = parsed;
  let alias: Range | undefined;
  const pairAt = (map: Node, part: string | number): Pair | undefined => {
    const index = members.get(map);
    if (!index) return pairOf(map, part);
    const member = index.get(String(part));
    if (member?.alias) alias ??= rangeOf(member.alias);
    return member?.pair;
  };
  const resolve = (node: unknown): Node | null => {
    const target = targets.get(node as Node);
    if (!target) return node as Node | null;
    alias ??= rangeOf(node);
    return resolve(target);
  };
  let node = resolve(root);
  let key: Node | undefined;
  const entries: Entry[] = [];
  for (const part of pointer) {
    const pair: Pair | undefined = node ? pairAt(node, part) : undefined;
    const item: unknown = isSeq(node) && typeof part === 'number' ? node.items[part] : undefined;
    if (!pair && item === undefined) break;
    key = pair ? (pair.key as Node) : undefined;
    node = resolve(pair ? pair.value : item);
    entries.push(pair ?? (item as Node));
  }
  const whole = entries.length === pointer.length;
  return { ...(key ? { key } : {}), node, ...(alias ? { alias } : {}), whole, entries };
}

/** Whether something is written at a pointer. */
export const isWritten = (parsed: Parsed, pointer: Pointer): boolean => follow(parsed, pointer).whole;

/** The target to show for a place: itself, or the place in `near` if nothing is written there. */
function foundAt(parsed: Parsed, place: Place): { found: Found; part: Place['part'] } {
  const found = follow(parsed, place.pointer);
  if (found.whole || !place.derivedFrom) return { found, part: place.part };
  return foundAt(parsed, { pointer: place.derivedFrom, part: 'value' });
}

/** The pairs and items that contain the shown target of a place, the outermost first. */
export const entriesTo = (parsed: Parsed, place: Place): readonly Entry[] =>
  foundAt(parsed, place).found.entries;

/** The offsets of a place, and of the alias through which it was reached. */
function rangesAt(parsed: Parsed, place: Place): { range: Range; alias?: Range } | undefined {
  if (!parsed.root) return undefined;
  const { found, part } = foundAt(parsed, place);
  const { key, node, alias } = found;
  const [start, end] = (part === 'key' ? rangeOf(key) : undefined) ?? rangeOf(node) ?? rangeOf(key) ?? [0, 0];
  // The range of a block collection extends to the next token: cut off the blank end.
  const range: Range = [start, start + parsed.source.text.slice(start, end).trimEnd().length];
  return alias ? { range, alias } : { range };
}

/** Offsets of a place, as {@link locate} finds it. */
export const rangeAt = (parsed: Parsed, place: Place): Range | undefined => rangesAt(parsed, place)?.range;

/**
 * The span of a place, through aliases: the target of an alias is shown at its anchor. If the pointer is not completely
 * written, the place in `near` is shown, else the last part that is written.
 */
export function locate(parsed: Parsed, place: Place): Location | undefined {
  const found = rangesAt(parsed, place);
  if (!found) return undefined;
  const span = parsed.lines.span(...found.range);
  return found.alias ? { span, alias: parsed.lines.span(...found.alias) } : { span };
}
