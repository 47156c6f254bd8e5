import type { Node } from 'yaml';
import { isMap, isPair, isSeq } from 'yaml';
import type { Pointer } from '../compiler/text/finding.ts';
import { keyText } from '../compiler/yaml/key-text.ts';
import type { Parsed } from '../compiler/yaml/parsed.ts';

/** What is under a cursor. */
export interface Under {
  readonly pointer: Pointer;
  readonly part: 'key' | 'value';
  /** Offsets of the key, or of the scalar. */
  readonly range: readonly [start: number, end: number];
}

const holds = (node: unknown, offset: number): readonly [number, number] | undefined => {
  const range = (node as Node | null)?.range;
  return range && range[0] <= offset && offset <= range[1] ? [range[0], range[1]] : undefined;
};

/** The key or the scalar at an offset; undefined between them, and in comments. */
export function underCursor({ root }: Parsed, offset: number): Under | undefined {
  const visit = (node: unknown, pointer: Pointer): Under | undefined => {
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair)) continue;
        const key = keyText(pair.key);
        if (key === undefined) continue;
        const below = [...pointer, key];
        const range = holds(pair.key, offset);
        if (range) return { pointer: below, part: 'key', range };
        const found = visit(pair.value, below);
        if (found) return found;
      }
      return undefined;
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const found = visit(item, [...pointer, index]);
        if (found) return found;
      }
      return undefined;
    }
    const range = holds(node, offset);
    return range && pointer.length > 0 ? { pointer, part: 'value', range } : undefined;
  };
  return visit(root, []);
}
