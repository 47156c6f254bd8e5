import type { Position, Span } from './finding.ts';

/** Turns offsets of a text into lines and columns. */
export interface Lines {
  position(offset: number): Position;
  span(start: number, end: number): Span;
}

const isSecondHalf = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;

/** Code points that begin in a stretch of text. */
function pointsIn(text: string, start: number, end: number): number {
  let points = 0;
  for (let at = start; at < end; at++) if (!isSecondHalf(text, at)) points++;
  return points;
}

/** Distance between cached counts of code points: a flow map may be one line of a megabyte. */
const STEP = 1024;

/** A function that counts the code points before an offset. */
function pointsBefore(text: string): (offset: number) => number {
  const sums = [0];
  for (let at = STEP; at <= text.length; at += STEP)
    sums.push((sums.at(-1) ?? 0) + pointsIn(text, at - STEP, at));
  return (offset) => {
    const step = Math.floor(offset / STEP);
    return (sums[step] ?? 0) + pointsIn(text, step * STEP, offset);
  };
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

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The lines of a text. Its tables are made on the first request, because a clean run needs no position. */
export function linesOf(text: string): Lines {
  let tables: { readonly starts: number[]; readonly before: (offset: number) => number } | undefined;
  const position = (wanted: number): Position => {
    tables ??= { starts: lineStarts(text), before: pointsBefore(text) };
    const { starts, before } = tables;
    const offset = Math.min(Math.max(wanted, 0), text.length);
    const line = lastNotAbove(starts, offset);
    return { line: line + 1, column: before(offset) - before(starts[line] ?? 0) + 1, offset };
  };
  return {
    position,
    span: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }),
  };
}
