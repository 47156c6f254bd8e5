import type { Node, Pair } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Place, Pointer, Span } from './diagnostic.ts';
import type { Parsed } from './parse.ts';

/** Where a place stands in the text, and the alias it was reached through, if any. */
export interface Location {
  readonly span: Span;
  readonly alias?: Span;
}

type Range = readonly [start: number, end: number];

const rangeOf = (node: unknown): Range | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
};

const pairOf = (node: Node, key: string | number): Pair | undefined =>
  isMap(node)
    ? node.items.find(
        (pair) =>
          isScalar(pair.key) &&
          (pair.key.value === key || (pair.key.source ?? String(pair.key.value)) === String(key)),
      )
    : undefined;

/** The nodes a pointer leads to; `whole` when it is written to its end. */
function follow(
  parsed: Parsed,
  pointer: Pointer,
): { key?: Node; node: Node | null; alias?: Range; whole: boolean } {
  const { targets, root } = parsed;
  let alias: Range | undefined;
  const resolve = (node: unknown): Node | null => {
    const target = targets.get(node as Node);
    if (!target) return node as Node | null;
    alias ??= rangeOf(node);
    return resolve(target);
  };
  let node = resolve(root);
  let key: Node | undefined;
  let depth = 0;
  for (const part of pointer) {
    const pair: Pair | undefined = node ? pairOf(node, part) : undefined;
    const item: unknown = isSeq(node) && typeof part === 'number' ? node.items[part] : undefined;
    if (!pair && item === undefined) break;
    key = pair ? (pair.key as Node) : undefined;
    node = resolve(pair ? pair.value : item);
    depth++;
  }
  return { ...(key ? { key } : {}), node, ...(alias ? { alias } : {}), whole: depth === pointer.length };
}

/** Whether something is written at a pointer. */
export const isWritten = (parsed: Parsed, pointer: Pointer): boolean => follow(parsed, pointer).whole;

/**
 * The span of a place, through anchors and aliases: what an alias stands for is shown where it is written.
 * A pointer that leads past what is written is shown at what it is near to, else at its last part that is written.
 */
export function locate(parsed: Parsed, place: Place): Location | undefined {
  if (!parsed.root) return undefined;
  const found = follow(parsed, place.pointer);
  if (!found.whole && place.near) return locate(parsed, { pointer: place.near, part: 'value' });
  const { key, node, alias } = found;
  const range = (place.part === 'key' ? rangeOf(key) : undefined) ?? rangeOf(node) ?? rangeOf(key) ?? [0, 0];
  const span = trimmed(parsed, range);
  return alias ? { span, alias: parsed.lines.span(...alias) } : { span };
}

/** Block collections reach to the next token: cut the blank end off. */
function trimmed(parsed: Parsed, [start, end]: Range): Span {
  const text = parsed.source.text.slice(start, end);
  return parsed.lines.span(start, start + text.trimEnd().length);
}
