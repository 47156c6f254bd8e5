import type { Node, Pair, YAMLMap } from 'yaml';
import { isMap, isSeq } from 'yaml';
import type { Place, Pointer, Span } from '../text/finding.ts';
import { keyText } from './key-text.ts';
import type { Parsed } from './parsed.ts';

/** Where a place stands in the text, and the alias it was reached through, if any. */
export interface Location {
  readonly span: Span;
  readonly alias?: Span;
}

export type Range = readonly [start: number, end: number];

const rangeOf = (node: unknown): Range | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
};

/** Pairs of a map by the text of their keys, made when a place in it is asked for: maps may be long. */
const indices = new WeakMap<Node, ReadonlyMap<string, Pair>>();

function indexOf(node: YAMLMap): ReadonlyMap<string, Pair> {
  const known = indices.get(node);
  if (known) return known;
  const index = new Map<string, Pair>();
  for (const pair of node.items) {
    const text = keyText(pair.key);
    // Of a key that is written twice, the first counts.
    if (text !== undefined && !index.has(text)) index.set(text, pair);
  }
  indices.set(node, index);
  return index;
}

const pairOf = (node: Node, key: string | number): Pair | undefined =>
  isMap(node) ? indexOf(node).get(String(key)) : undefined;

/** A pair of a map, or an item of a list: what a comment may be about. */
export type Entry = Pair | Node;

/** What a pointer leads to. */
interface Found {
  readonly key?: Node;
  readonly node: Node | null;
  /** The first alias on the way. */
  readonly alias?: Range;
  /** Whether it is written to its end. */
  readonly whole: boolean;
  /** The pairs and items it leads through, aliases as they stand. */
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

/** What is shown for a place: itself, or what it is near to when nothing is written there. */
function foundAt(parsed: Parsed, place: Place): { found: Found; part: Place['part'] } {
  const found = follow(parsed, place.pointer);
  if (found.whole || !place.near) return { found, part: place.part };
  return foundAt(parsed, { pointer: place.near, part: 'value' });
}

/** The pairs and items that what is shown for a place lies in, the outermost first. */
export const entriesTo = (parsed: Parsed, place: Place): readonly Entry[] =>
  foundAt(parsed, place).found.entries;

/** Where a place stands, in offsets, and the alias it was reached through. */
function rangesAt(parsed: Parsed, place: Place): { range: Range; alias?: Range } | undefined {
  if (!parsed.root) return undefined;
  const { found, part } = foundAt(parsed, place);
  const { key, node, alias } = found;
  const [start, end] = (part === 'key' ? rangeOf(key) : undefined) ?? rangeOf(node) ?? rangeOf(key) ?? [0, 0];
  // Block collections reach to the next token: cut the blank end off.
  const range: Range = [start, start + parsed.source.text.slice(start, end).trimEnd().length];
  return alias ? { range, alias } : { range };
}

/** Offsets of a place, as {@link locate} finds it. */
export const rangeAt = (parsed: Parsed, place: Place): Range | undefined => rangesAt(parsed, place)?.range;

/**
 * The span of a place, through anchors and aliases: what an alias stands for is shown where it is written.
 * A pointer that leads past what is written is shown at what it is near to, else at its last part that is written.
 */
export function locate(parsed: Parsed, place: Place): Location | undefined {
  const found = rangesAt(parsed, place);
  if (!found) return undefined;
  const span = parsed.lines.span(...found.range);
  return found.alias ? { span, alias: parsed.lines.span(...found.alias) } : { span };
}
