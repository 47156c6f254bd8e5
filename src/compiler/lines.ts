import type { Position, Span } from './diagnostic.ts';

/** Turns offsets of a text into lines and columns. */
export interface Lines {
  position(offset: number): Position;
  span(start: number, end: number): Span;
}

/** Code points before `offset` on its line, from 1. Counts without a copy: a flow map may be one line of a megabyte. */
function columnOf(text: string, lineStart: number, offset: number): number {
  let column = 1;
  for (let at = lineStart; at < offset; at++) {
    const unit = text.charCodeAt(at);
    const isPair =
      unit >= 0xd800 && unit < 0xdc00 && at + 1 < offset && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at++;
    column++;
  }
  return column;
}

/** Index of the last entry that is not above `offset`. */
function lastNotAbove(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line table of a text, made when the first position is asked for: a clean run asks for none. */
export function linesOf(text: string): Lines {
  let starts: number[] | undefined;
  const table = (): number[] => {
    if (starts) return starts;
    starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  };
  const position = (wanted: number): Position => {
    const offset = Math.min(Math.max(wanted, 0), text.length);
    const line = lastNotAbove(table(), offset);
    return { line: line + 1, column: columnOf(text, table()[line] ?? 0, offset), offset };
  };
  return {
    position,
    span: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }),
  };
}
