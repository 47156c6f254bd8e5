import type { Severity } from '../text/finding.ts';
import type { Cell } from './excerpt.ts';
import type { Mark } from './marks.ts';
import type { Paint, Style } from './paint.ts';
import { printable } from './printable.ts';

/** A mark in terminal columns, from 0. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly sign: '^' | '-';
  readonly style: Style;
  readonly label: string;
}

/**
 * The rows beneath a printed line: `^` under the primary place, `-` under related places, each with its label. The last
 * label is beside its mark; the others hang beneath their marks, so that no label runs into another mark.
 */
export function underline(
  cells: readonly Cell[],
  marks: readonly Mark[],
  severity: Severity,
  paint: Paint,
): string[] {
  const placed = marks.map((mark) => place(mark, cells, severity));
  const last = placed.at(-1);
  const end = Math.max(...placed.map((mark) => mark.end));
  const beside = last?.end === end ? last : undefined;
  const hanging = placed.filter((mark) => mark !== beside && mark.label !== '');

  const signs = signRow(placed, end, paint);
  const rows = [beside === undefined || beside.label === '' ? signs : `${signs} ${say(beside, paint)}`];
  if (hanging.length > 0) rows.push(bars(hanging, paint).text);
  for (let index = hanging.length - 1; index >= 0; index -= 1) {
    const mark = hanging[index];
    if (mark === undefined) continue;
    const { text, columns } = bars(
      hanging.filter(({ start }) => start < mark.start),
      paint,
    );
    rows.push(text + ' '.repeat(mark.start - columns) + say(mark, paint));
  }
  return rows;
}

const say = (mark: Placed, paint: Paint): string => paint(mark.style, printable(mark.label));

function place(mark: Mark, cells: readonly Cell[], severity: Severity): Placed {
  const { start, end } = columnsOf(mark, cells);
  const primary = mark.kind === 'primary';
  return { start, end, sign: primary ? '^' : '-', style: primary ? severity : 'gutter', label: mark.label };
}

/** A mark takes at least one column: an empty mark takes the next character's column, or the column after the line. */
function columnsOf(mark: Mark, cells: readonly Cell[]): { start: number; end: number } {
  const to = Math.max(mark.to, mark.from + 1);
  let column = 0;
  let start: number | undefined;
  let end = 0;
  for (const cell of cells) {
    if (cell.from < to && cell.to > mark.from) {
      start ??= column;
      end = column + cell.width;
    }
    column += cell.width;
  }
  return start === undefined ? { start: column, end: column + 1 } : { start, end };
}

/** The row of signs; where marks overlap, the primary mark is visible. */
function signRow(marks: readonly Placed[], end: number, paint: Paint): string {
  const owners = new Array<Placed | undefined>(end).fill(undefined);
  for (const sign of ['-', '^']) {
    for (const mark of marks) if (mark.sign === sign) owners.fill(mark, mark.start, mark.end);
  }
  let row = '';
  for (let from = 0, to = 0; from < end; from = to) {
    const owner = owners[from];
    while (to < end && owners[to] === owner) to += 1;
    row += owner === undefined ? ' '.repeat(to - from) : paint(owner.style, owner.sign.repeat(to - from));
  }
  return row;
}

/** A row of `|` that leads from marks down to their labels. */
function bars(marks: readonly Placed[], paint: Paint): { text: string; columns: number } {
  let text = '';
  let columns = 0;
  for (const { start, style } of marks) {
    if (start < columns) continue;
    text += ' '.repeat(start - columns) + paint(style, '|');
    columns = start + 1;
  }
  return { text, columns };
}
