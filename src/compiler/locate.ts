import type { Node, Pair } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Place, Span } from './diagnostic.ts';
import type { Parsed } from './parse.ts';

/** Where a place stands in the text, and the alias it was reached through, if any. */
export interface Location {
  readonly span: Span;
  readonly alias?: Span;
}

const rangeOf = (node: unknown): readonly [number, number] | undefined => {
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

/**
 * The span of a place, through anchors and aliases: what an alias stands for is shown where it is written.
 * A pointer that leads past what is written ends at the last part that is.
 */
export function locate(parsed: Parsed, place: Place): Location | undefined {
  const { lines, targets, root } = parsed;
  if (!root) return undefined;
  let alias: readonly [number, number] | undefined;
  const resolve = (node: unknown): Node | null => {
    const target = targets.get(node as Node);
    if (!target) return node as Node | null;
    alias ??= rangeOf(node);
    return resolve(target);
  };
  let node: Node | null = resolve(root);
  let key: Node | undefined;
  for (const part of place.pointer) {
    if (!node) break;
    const pair = pairOf(node, part);
    const next: unknown = pair
      ? pair.value
      : isSeq(node) && typeof part === 'number'
        ? node.items[part]
        : undefined;
    if (!pair && next === undefined) break;
    key = pair ? (pair.key as Node) : undefined;
    node = next === null ? null : resolve(next);
    if (!node) break;
  }
  const range = (place.part === 'key' ? rangeOf(key) : undefined) ?? rangeOf(node) ?? rangeOf(key) ?? [0, 0];
  const span = trimmed(parsed, range);
  return alias ? { span, alias: lines.span(...alias) } : { span };
}

/** Block collections reach to the next token: cut the blank end off. */
function trimmed(parsed: Parsed, [start, end]: readonly [number, number]): Span {
  const text = parsed.source.text.slice(start, end);
  return parsed.lines.span(start, start + text.trimEnd().length);
}
