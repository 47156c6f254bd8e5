import type { Diagnostic, Span } from '../text/finding.ts';
import type { ShownLines } from './shown-lines.ts';

/** A part of one line to underline: code points from 0, `to` just after the last; empty for a point. */
export interface Mark {
  readonly kind: 'primary' | 'related';
  readonly from: number;
  readonly to: number;
  /** The text beside it; may be empty. */
  readonly label: string;
}

/** A line to show. */
export interface MarkedLine {
  /** From 1. */
  readonly number: number;
  readonly points: readonly string[];
  /** In the order of the line; none on a line that is shown only because it is between two marked lines. */
  readonly marks: readonly Mark[];
}

/**
 * The lines of a file that a finding concerns, in the order of the file. A place outside of the text is left out: a
 * frame is a help, and must never be the reason that a finding cannot be shown.
 * @param file the file, where it is another one than that of the finding
 */
export function markedLines(diagnostic: Diagnostic, source: ShownLines, file?: string): MarkedLine[] {
  const byLine = new Map<number, Mark[]>();
  const add = (kind: Mark['kind'], span: Span, message: string): void => {
    const { line } = span.start;
    if (!(Number.isInteger(line) && line >= 1 && line <= source.count)) return;
    const marks = byLine.get(line) ?? [];
    byLine.set(line, marks);
    addMark(marks, markOf(kind, span, message, source));
  };
  if (file === undefined && diagnostic.span !== undefined) add('primary', diagnostic.span, '');
  for (const { file: other, span, message } of diagnostic.related)
    if (other === file) add('related', span, message);
  // A single line between two marked ones takes no more room than the sign that it was left out.
  for (const line of [...byLine.keys()]) {
    if (byLine.has(line + 2) && !byLine.has(line + 1)) byLine.set(line + 1, []);
  }
  return [...byLine]
    .map(([number, marks]) => ({
      number,
      points: source.points(number),
      marks: marks.toSorted((a, b) => a.from - b.from || a.to - b.to),
    }))
    .sort((a, b) => a.number - b.number);
}

/** Adds a mark; a related place that equals the primary place becomes its label. */
function addMark(marks: Mark[], mark: Mark): void {
  const same = marks.findIndex(({ from, to }) => from === mark.from && to === mark.to);
  const known = marks[same];
  if (known === undefined) {
    marks.push(mark);
    return;
  }
  const label = [...new Set([known.label, mark.label])].filter((part) => part !== '').join('; ');
  marks[same] = { ...known, label };
}

function markOf(kind: Mark['kind'], { start, end }: Span, message: string, source: ShownLines): Mark {
  const points = source.points(start.line);
  const from = clamp(start.column - 1, 0, points.length);
  // A span that ends before the first character of a line does not include that line.
  const last = clamp(end.column > 1 ? end.line : end.line - 1, start.line, source.count);
  if (last === start.line) {
    const to = end.line > start.line ? points.length : end.column - 1;
    return { kind, from, to: clamp(to, from, points.length), label: message };
  }
  const goesOn = message === '' ? `to line ${last}` : `${message} (to line ${last})`;
  return { kind, from, to: Math.max(from, trimmedLength(points)), label: goesOn };
}

function trimmedLength(points: readonly string[]): number {
  return points.findLastIndex((point) => point.trim() !== '') + 1;
}

/** The number limited to the range; NaN becomes `low`. */
function clamp(value: number, low: number, high: number): number {
  return value > low ? Math.min(Math.trunc(value), high) : low;
}
