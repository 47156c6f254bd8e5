import type { Pointer } from '../compiler/text/finding.ts';

/** Where in a YAML text somebody is typing. It is read from the text alone: what is being typed is seldom valid. */
export interface Context {
  /** The map or the list that the cursor is in; of a value, the key that it belongs to. */
  readonly pointer: Pointer;
  readonly kind: 'key' | 'value';
  /** What is typed already, from this offset on. */
  readonly start: number;
  readonly typed: string;
  /** Whether the cursor is inside `{ … }` or `[ … ]`. */
  readonly isFlow: boolean;
  /** Column of the key that is being typed. */
  readonly column: number;
}

/** One line, as far as its levels go. */
interface Levels {
  /** Columns of the dashes of list items. */
  readonly dashes: readonly number[];
  /** The column of what stands behind them. */
  readonly column: number;
  readonly key: string | undefined;
  /** What stands behind the colon. */
  readonly rest: string;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'{[\]},&*!|>%@`][^:#{[\]},]*?))\s*:(?:\s+(.*)|)$/;

function levelsOf(line: string): Levels {
  const dashes: number[] = [];
  let column = line.length - line.trimStart().length;
  while (/^-(?:\s|$)/.test(line.slice(column))) {
    dashes.push(column);
    const behind = line.slice(column + 1);
    column += 1 + (behind.length - behind.trimStart().length);
  }
  const [, double, single, plain, rest = ''] = KEY.exec(line.slice(column)) ?? [];
  return { dashes, column, key: double ?? single ?? plain, rest: rest.trim() };
}

/** Whether what stands behind a key's colon leaves the value to the lines below. */
const isOpen = (rest: string): boolean => /^(?:[&!]\S+\s*)*(?:#.*)?$/.test(rest);

/** More lines than anybody looks at: a topology of 600 nodes has fewer. */
const MOST_LINES = 20_000;

/**
 * The way to a level of a line, by indentation.
 * @param lines the lines above it, the nearest last
 * @param dashes the dashes before it on its own line
 */
function pointerAbove(lines: readonly string[], dashes: readonly number[], column: number): Pointer {
  const found: (string | number)[] = [];
  let at = column;
  let isItem = false;
  let index = 0;
  const enter = (all: readonly number[]): void => {
    for (const dash of all.toReversed()) {
      if (isItem) found.unshift(index);
      index = 0;
      isItem = true;
      at = dash;
    }
  };
  enter(dashes);
  for (let number = lines.length - 1, seen = 0; number >= 0 && seen < MOST_LINES; number -= 1, seen += 1) {
    const line = lines[number] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (/^(?:---|\.\.\.)/.test(line)) break;
    const levels = levelsOf(line);
    const first = levels.dashes[0] ?? levels.column;
    if (isItem) {
      if (levels.dashes.includes(at)) index += 1;
      else if (levels.key !== undefined && levels.column <= at && isOpen(levels.rest)) {
        found.unshift(index);
        found.unshift(levels.key);
        isItem = false;
        at = levels.column;
        enter(levels.dashes);
      } else if (first < at && levels.dashes.length > 0 && levels.column > at) continue;
    } else if (levels.column === at && levels.dashes.length > 0) enter(levels.dashes);
    else if (levels.column < at && levels.key !== undefined && isOpen(levels.rest)) {
      found.unshift(levels.key);
      at = levels.column;
      enter(levels.dashes);
    }
    if (at === 0 && !isItem) break;
  }
  if (isItem) found.unshift(index);
  return found;
}

/** What is open at the end of a piece of a line: braces and brackets, with the keys that they belong to. */
interface Flow {
  readonly opener: '{' | '[';
  /** The key that it is the value of; undefined for an item. */
  readonly key: string | undefined;
  /** The number of the item, in a list. */
  item: number;
  /** Where the current member begins. */
  start: number;
}

const KEY_BEFORE = /(?:"([^"]*)"|'([^']*)'|([^\s,{[\]}:"']+))\s*:\s*$/;

function flowsIn(text: string): Flow[] {
  const open: Flow[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && /[\s,{[:]|^$/.test(text[at - 1] ?? '')) quote = char;
    else if (char === '#' && /\s/.test(text[at - 1] ?? ' ')) break;
    else if (char === '{' || char === '[') {
      const [, double, single, plain] = KEY_BEFORE.exec(text.slice(open.at(-1)?.start ?? 0, at)) ?? [];
      open.push({ opener: char, key: double ?? single ?? plain, item: 0, start: at + 1 });
    } else if (char === '}' || char === ']') open.pop();
    else if (char === ',') {
      const top = open.at(-1);
      if (top) {
        top.item += 1;
        top.start = at + 1;
      }
    }
  }
  return open;
}

/** The innermost place inside of braces. */
function flowContext(base: Pointer, before: string, flows: readonly Flow[], lineStart: number): Context {
  const pointer: (string | number)[] = [...base];
  for (const [at, flow] of flows.entries()) {
    const outer = flows[at - 1];
    if (outer?.opener === '[') pointer.push(outer.item);
    // The key of the first one is that of the line, which the way to the line has.
    if (at > 0 && flow.key !== undefined && outer?.opener !== '[') pointer.push(flow.key);
  }
  const top = flows.at(-1);
  const member = before.slice(top?.start ?? 0);
  const from = (text: string): { start: number; typed: string } => ({
    start: lineStart + before.length - text.length,
    typed: text,
  });
  const common = { isFlow: true, column: before.length };
  if (top?.opener === '[')
    return { pointer: [...pointer, top.item], kind: 'value', ...from(member.trimStart()), ...common };
  const [, double, single, plain, value] =
    /^\s*(?:"([^"]*)"|'([^']*)'|([^\s,{[\]}:"']+))\s*:\s*(.*)$/s.exec(member) ?? [];
  const key = double ?? single ?? plain;
  return key === undefined
    ? { pointer, kind: 'key', ...from(member.trimStart()), ...common }
    : { pointer: [...pointer, key], kind: 'value', ...from(value ?? ''), ...common };
}

/** A text in quotes, of which the second may not be written yet. */
const QUOTED = /(^|[\s[{,:])(?:"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$))/g;

/**
 * Where somebody types at an offset; undefined in a comment.
 * @param text of the whole document
 */
export function contextAt(text: string, offset: number): Context | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before.replace(QUOTED, '$1'))) return undefined;
  const above = text.slice(0, lineStart).split(/\r?\n/).slice(0, -1);
  const flows = flowsIn(before);
  const levels = levelsOf(before);
  const pointer = pointerAbove(above, levels.dashes, levels.column);
  if (flows.length > 0) {
    const base = levels.key === undefined ? pointer : [...pointer, levels.key];
    return flowContext(base, before, flows, lineStart);
  }
  const typed = before.slice(levels.column);
  if (levels.key === undefined) {
    const start = lineStart + levels.column;
    return { pointer, kind: 'key', start, typed, isFlow: false, column: levels.column };
  }
  const value = levels.rest;
  return {
    pointer: [...pointer, levels.key],
    kind: 'value',
    start: offset - value.length,
    typed: value,
    isFlow: false,
    column: levels.column,
  };
}
