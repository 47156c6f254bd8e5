import type { Typo, Words } from './typo.ts';
import { typo } from './typo.ts';

const NO_COMMA: Words = [
  'a comma is missing before this',
  'separate the parts of { } and [ ] by commas: { key: value, key: value }',
];
const SEMICOLON: Words = ['this semicolon must be a comma', 'write a comma'];
const CLOSES_NOTHING: Words = ['this bracket closes nothing', 'remove it, or add the opening bracket'];
const NOT_CLOSED: Words = ['this { or [ is not closed', 'close { with }, and [ with ]'];
const MIXED: Words = [
  'this bracket does not match the bracket that it closes',
  'close { with }, and [ with ]',
];
const OPEN_QUOTE: Words = [
  'this quote is not closed',
  'close it; put text that contains a quote in the other kind of quotes',
];
const NOTHING_BEFORE_COMMA: Words = ['there is nothing before this comma', 'remove it'];
const STRAY_COMMA: Words = ['a comma is not allowed after a closed { } or [ ] here', 'remove it'];

/** A `{` or `[` that is open. */
interface Open {
  readonly at: number;
  readonly bracket: string;
  /** Whether the current part already has its colon. */
  hasColon: boolean;
}

/** The result of reading a flow map or list. */
export interface Flow {
  /** Offset after it; the end of a line if it was not closed. */
  readonly end: number;
  readonly typos: readonly Typo[];
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\r';

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};

/** Offset after a quoted text. */
function afterQuoted(text: string, at: number): number {
  const quote = text[at];
  for (let index = at + 1; index < text.length; index++) {
    if (quote === '"' && text[index] === '\\') index++;
    else if (text[index] === quote) {
      if (quote === '"' || text[index + 1] !== "'") return index + 1;
      index++;
    }
  }
  return text.length;
}

/** Offset at which the word before this one begins. */
function wordBefore(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && !isBlank(text[start - 1]) && text[start - 1] !== '\n') start--;
  return start;
}

/** Typos after a closed flow map or list on its line. */
function behind(text: string, at: number): Typo[] {
  let next = at;
  while (isBlank(text[next])) next++;
  const char = text[next] ?? '';
  if (char === ',') return [typo(next, 1, STRAY_COMMA)];
  return char === '}' || char === ']' ? [typo(next, 1, CLOSES_NOTHING)] : [];
}

/**
 * Reads a flow map or list.
 * @param at offset of its bracket
 * @param indent its lines must be indented more than this
 */
export function readFlow(text: string, at: number, indent: number): Flow {
  const typos: Typo[] = [];
  const open: Open[] = [];
  /** Where the current plain text begins. */
  let plain: number | undefined;
  /** Whether a quoted text or a bracket was just closed: a comma or a colon must follow. */
  let closed = false;
  const begin = (index: number): void => {
    if (closed && open.length > 0) {
      typos.push(typo(index, 1, NO_COMMA));
      const top = open.at(-1);
      if (top) top.hasColon = false;
    }
    closed = false;
  };
  for (let index = at; index < text.length; index++) {
    const char = text[index] ?? '';
    const top = open.at(-1);
    if (char === '\n') {
      let next = index + 1;
      while (text[next] === ' ') next++;
      // A line that is not indented more is outside: the bracket was not closed.
      if (next - index - 1 <= indent && text[next] !== '\n' && text[next] !== '}' && text[next] !== ']')
        return { end: index, typos };
    } else if (isBlank(char)) continue;
    else if (char === '#' && isBlank(text[index - 1])) index = lineEnd(text, index) - 1;
    else if (plain === undefined && (char === '"' || char === "'")) {
      begin(index);
      const end = lineEnd(text, index);
      // Quoted text that continues below is rare; an unclosed quote is not.
      if (afterQuoted(text, index) > end) return { end, typos: [...typos, typo(index, 1, OPEN_QUOTE)] };
      index = afterQuoted(text, index) - 1;
      closed = true;
    } else if (plain === undefined && (char === '{' || char === '[')) {
      begin(index);
      open.push({ at: index, bracket: char, hasColon: false });
    } else if (char === '}' || char === ']') {
      const isClosedBy = (one: Open | undefined): boolean =>
        one !== undefined && char === (one.bracket === '{' ? '}' : ']');
      if (top && !isClosedBy(top)) {
        // If this closes the outer bracket, the inner one was not closed. Otherwise the two kinds were mixed up.
        if (isClosedBy(open.at(-2))) typos.push(typo(open.pop()?.at ?? index, 1, NOT_CLOSED));
        else typos.push(typo(index, 1, MIXED));
      }
      open.pop();
      plain = undefined;
      closed = true;
      if (open.length === 0) return { end: index + 1, typos: [...typos, ...behind(text, index + 1)] };
    } else if (char === ',') {
      if (plain === undefined && !closed && !top?.hasColon) typos.push(typo(index, 1, NOTHING_BEFORE_COMMA));
      if (top) top.hasColon = false;
      plain = undefined;
      closed = false;
    } else if (char === ':' && (closed || /[\s,\]}]/.test(text[index + 1] ?? ' '))) {
      if (top?.bracket === '{' && top.hasColon) {
        const word = wordBefore(text, index, plain ?? at);
        const last = text.slice(at, word).trimEnd();
        typos.push(
          last.endsWith(';')
            ? typo(at + last.length - 1, 1, SEMICOLON)
            : typo(word, Math.max(index - word, 1), NO_COMMA),
        );
      }
      if (top) top.hasColon = true;
      plain = undefined;
      closed = false;
    } else if (plain === undefined) {
      begin(index);
      plain = index;
    }
  }
  return { end: text.length, typos };
}

export { afterQuoted, lineEnd };
