import type { DocumentSymbol, FoldingRange } from 'vscode-languageserver';
import { FoldingRangeKind, SymbolKind } from 'vscode-languageserver';
import type { Node, Pair } from 'yaml';
import { isMap, isPair, isScalar, isSeq } from 'yaml';
import { keyText } from '../compiler/yaml/key-text.ts';
import type { Page } from './page.ts';

const rangeOf = (node: unknown): readonly [number, number] | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
};

/** The end of a stretch without the blank lines behind it. */
const trimmedEnd = (page: Page, start: number, end: number): number =>
  start + page.text.slice(start, end).trimEnd().length;

/** What an item of a list is called. */
function itemName(item: unknown, index: number): { text: string; node: unknown } {
  if (isMap(item))
    for (const key of ['name', 'user']) {
      const value = item.get(key, true);
      if (isScalar(value) && typeof value.value === 'string') return { text: value.value, node: value };
    }
  if (isScalar(item)) return { text: String(item.value), node: item };
  return { text: `[${index}]`, node: item };
}

const KINDS: Readonly<Record<string, SymbolKind>> = {
  sites: SymbolKind.Module,
  nodes: SymbolKind.Object,
  clients: SymbolKind.Interface,
  slots: SymbolKind.Constant,
};

const kindOf = (value: unknown): SymbolKind =>
  isMap(value) ? SymbolKind.Namespace : isSeq(value) ? SymbolKind.Array : SymbolKind.Property;

/** Deeper than any file is nested on purpose. */
const DEEPEST = 30;

/** The outline of a YAML text: sites, machines, clients and settings, nested as they are written. */
export function symbolsOf(page: Page): DocumentSymbol[] {
  const symbol = (
    name: string,
    kind: SymbolKind,
    whole: unknown,
    own: unknown,
    value: unknown,
    list: string,
    depth: number,
  ): DocumentSymbol[] => {
    const [start] = rangeOf(own) ?? rangeOf(whole) ?? [0, 0];
    const [, valueEnd] = rangeOf(value) ?? rangeOf(own) ?? [0, start];
    const [first] = rangeOf(whole) ?? [start];
    const from = Math.min(start, first);
    const end = Math.max(trimmedEnd(page, from, valueEnd), from);
    const [ownStart, ownEnd] = rangeOf(own) ?? [from, end];
    const range = page.rangeOf(from, Math.max(end, ownEnd));
    return [
      {
        name: name === '' ? '(empty)' : name,
        kind,
        range,
        selectionRange: page.rangeOf(ownStart, Math.min(Math.max(ownStart, ownEnd), Math.max(end, ownEnd))),
        children: visit(value, list, depth + 1),
      },
    ];
  };
  const visit = (node: unknown, list: string, depth: number): DocumentSymbol[] => {
    if (depth > DEEPEST) return [];
    if (isMap(node))
      return node.items.flatMap((pair) => {
        const key = isPair(pair) ? keyText(pair.key) : undefined;
        return key === undefined
          ? []
          : symbol(key, kindOf(pair.value), pair.key, pair.key, pair.value, key, depth);
      });
    if (isSeq(node))
      return node.items.flatMap((item, index) => {
        const { text, node: own } = itemName(item, index);
        return symbol(text, KINDS[list] ?? kindOf(item), item, own, item, '', depth);
      });
    return [];
  };
  return visit(page.analysis?.parsed.root, '', 0);
}

/** What can be folded: blocks of more than one line, and comments that are. */
export function foldsOf(page: Page): FoldingRange[] {
  const found: FoldingRange[] = [];
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    const { start: first, end: last } = page.rangeOf(start, trimmedEnd(page, start, end));
    if (last.line > first.line)
      found.push({ startLine: first.line, endLine: last.line, ...(kind === undefined ? {} : { kind }) });
  };
  const visit = (node: unknown, depth: number): void => {
    if (depth > DEEPEST) return;
    if (isMap(node))
      for (const pair of node.items as Pair[]) {
        const [start] = rangeOf(pair.key) ?? [];
        const [, end] = rangeOf(pair.value) ?? [];
        if (start !== undefined && end !== undefined && (isMap(pair.value) || isSeq(pair.value)))
          add(start, end);
        visit(pair.value, depth + 1);
      }
    else if (isSeq(node))
      for (const item of node.items) {
        const range = rangeOf(item);
        if (range && isMap(item)) add(...range);
        visit(item, depth + 1);
      }
  };
  visit(page.analysis?.parsed.root, 0);
  for (const { 0: block, index } of page.text.matchAll(/(?:^[ \t]*#.*(?:\r?\n|$)){2,}/gm))
    add(index, index + block.length, FoldingRangeKind.Comment);
  return found;
}
