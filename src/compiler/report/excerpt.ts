import type { Mark, MarkedLine } from './marks.ts';
import { printables } from './printable.ts';
import type { Width } from './width.ts';

/** One cell of a printed line: a character with its combining marks, or an ellipsis. */
export interface Cell {
  readonly text: string;
  /** Terminal columns. */
  readonly width: number;
  /** The code points of the source line that it shows. */
  readonly from: number;
  readonly to: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A longer line is shown only around its marks. */
const LONGEST_LINE = 100;
/** Code points shown before and after a mark. */
const AROUND = 20;
/** Code points of a mark shown at each of its ends. */
const OF_MARK = 30;
/** A smaller gap is not worth a cut. */
const SMALLEST_CUT = 8;

/** The printable cells of a line; of a very long line (a flow map), only those around the marks. */
export function excerpt({ points, marks }: Pick<MarkedLine, 'points' | 'marks'>, width: Width): Cell[] {
  const cells: Cell[] = [];
  let done = 0;
  for (const stretch of stretches(points.length, marks)) {
    if (stretch.from > done) cells.push(cut(done, stretch.from));
    cells.push(...cellsOf(points, stretch, width));
    done = stretch.to;
  }
  if (done < points.length) cells.push(cut(done, points.length));
  return cells;
}

const cut = (from: number, to: number): Cell => ({ text: '…', width: 1, from, to });

/** The parts of a line to show, in order and without overlap. */
function stretches(length: number, marks: readonly Mark[]): Stretch[] {
  if (length <= LONGEST_LINE) return [{ from: 0, to: length }];
  if (marks.length === 0) return [{ from: 0, to: LONGEST_LINE }];
  const wanted = marks
    .flatMap(({ from, to }) => [
      { from: from - AROUND, to: Math.min(from + OF_MARK, to + AROUND) },
      { from: Math.max(to - OF_MARK, from), to: to + AROUND },
    ])
    .sort((a, b) => a.from - b.from);
  const kept: Stretch[] = [];
  for (const { from, to } of wanted) {
    const last = kept.at(-1) ?? { from: 0, to: 0 };
    if (from - last.to >= SMALLEST_CUT) kept.push({ from, to: Math.min(to, length) });
    else kept.splice(-1, 1, { from: last.from, to: Math.min(Math.max(last.to, to), length) });
  }
  const end = kept.at(-1);
  if (end !== undefined && length - end.to < SMALLEST_CUT) kept.splice(-1, 1, { from: end.from, to: length });
  return kept;
}

function cellsOf(points: readonly string[], { from, to }: Stretch, width: Width): Cell[] {
  const cells: Cell[] = [];
  printables(points.slice(from, to)).forEach((text, index) => {
    const at = from + index;
    const columns = width(text);
    const before = cells.at(-1);
    // A character without width belongs to the character before it; at the start it gets the customary dotted circle.
    if (columns > 0) cells.push({ text, width: columns, from: at, to: at + 1 });
    else if (before === undefined) cells.push({ text: `◌${text}`, width: 1, from: at, to: at + 1 });
    else cells.splice(-1, 1, { ...before, text: before.text + text, to: at + 1 });
  });
  return cells;
}
