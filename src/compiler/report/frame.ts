import type { Severity } from '../diagnostic.ts';
import { excerpt } from './excerpt.ts';
import type { MarkedLine } from './marks.ts';
import type { Paint } from './paint.ts';
import { underline } from './underline.ts';
import type { Width } from './width.ts';

/** What a code frame needs to know beside its lines. */
export interface FrameOptions {
  readonly severity: Severity;
  /** Columns that line numbers take. */
  readonly gutter: number;
  readonly paint: Paint;
  readonly width: Width;
}

/** A code frame: the marked lines of one file with everything said about them, in the manner of rustc. */
export function frame(
  lines: readonly MarkedLine[],
  source: readonly string[],
  options: FrameOptions,
): string[] {
  const { severity, gutter, paint, width } = options;
  const row = (head: string, content: string): string =>
    `${paint('gutter', `${head.padStart(gutter)} |`)} ${content}`.trimEnd();
  const blank = row('', '');
  const rows = [blank];
  let shown: number | undefined;
  for (const line of lines) {
    if (shown !== undefined) rows.push(...between(shown, line.number));
    shown = line.number;
    const cells = excerpt(line, width);
    rows.push(row(String(line.number), cells.map(({ text }) => text).join('')));
    rows.push(...underline(cells, line.marks, severity, paint).map((marks) => row('', marks)));
  }
  return rows;

  /** A single line is shown: it takes no more room than the sign that it was left out. */
  function between(upper: number, lower: number): string[] {
    if (lower - upper < 2) return [];
    if (lower - upper > 2) return [paint('gutter', '...')];
    const cells = excerpt({ points: [...(source[upper] ?? '')], marks: [] }, width);
    return [row(String(upper + 1), cells.map(({ text }) => text).join(''))];
  }
}
