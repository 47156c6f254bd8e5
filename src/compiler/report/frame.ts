import type { Severity } from '../text/finding.ts';
import { excerpt } from './excerpt.ts';
import type { MarkedLine } from './marks.ts';
import type { Paint } from './paint.ts';
import { underline } from './underline.ts';
import type { Width } from './width.ts';

/** Options of a code frame. */
export interface FrameOptions {
  readonly severity: Severity;
  /** Columns that line numbers take. */
  readonly gutter: number;
  readonly paint: Paint;
  readonly width: Width;
}

/** A code frame: lines of one file with their marks and labels, in the style of rustc. */
export function frame(lines: readonly MarkedLine[], options: FrameOptions): string[] {
  const { severity, gutter, paint, width } = options;
  const row = (head: string, content: string): string =>
    `${paint('gutter', `${head.padStart(gutter)} |`)} ${content}`.trimEnd();
  const rows = [row('', '')];
  let expected = lines[0]?.number;
  for (const line of lines) {
    if (line.number !== expected) rows.push(paint('gutter', '...'));
    expected = line.number + 1;
    const cells = excerpt(line, width);
    rows.push(row(String(line.number), cells.map(({ text }) => text).join('')));
    if (line.marks.length === 0) continue;
    rows.push(...underline(cells, line.marks, severity, paint).map((marks) => row('', marks)));
  }
  return rows;
}
