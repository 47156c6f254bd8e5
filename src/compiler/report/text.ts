import { type Diagnostic, SEVERITIES } from '../diagnostic.ts';
import type { FormatOptions } from './format.ts';
import { frame } from './frame.ts';
import { markedLines } from './marks.ts';
import { type Paint, painter } from './paint.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';
import { countBySeverity, plural } from './summary.ts';
import { type Width, widthFor } from './width.ts';
import { wrap } from './wrap.ts';

/** Explanations wrap here: wide enough for a command, narrow enough to read. */
const COLUMNS = 100;

/**
 * The report for people in a terminal: each finding with the lines it concerns, then a line that sums up.
 * Without colour, the line feed is the only control character that ever comes out.
 */
export async function text(report: Report, { color }: FormatOptions): Promise<string> {
  const paint = painter(color);
  const blocks: string[] = [];
  for (const file of report.files) {
    if (file.diagnostics.length === 0) continue;
    const source = file.text === '' ? [] : file.text.split(/\r?\n/);
    for (const diagnostic of file.diagnostics) {
      blocks.push((await describe(diagnostic, file.file, source, paint)).join('\n'));
    }
  }
  return `${[...blocks, summary(report, paint)].join('\n\n')}\n`;
}

async function describe(
  diagnostic: Diagnostic,
  file: string,
  source: readonly string[],
  paint: Paint,
): Promise<string[]> {
  const { rule, severity, message, span, why, help } = diagnostic;
  const lines = markedLines(diagnostic, source);
  const gutter = String(lines.at(-1)?.number ?? '').length || 1;
  // Lines between two marked ones are shown too, so they are measured with them.
  const shown = lines.flatMap(({ number }) => source.slice(number - 1, number + 1));
  const width = await widthFor([...shown, why ?? '', help ?? '']);
  const place = span === undefined ? file : `${file}:${span.start.line}:${span.start.column}`;

  const rows = [
    `${paint(severity, `${severity}[${printable(rule)}]`)}${paint('strong', `: ${printable(message)}`)}`,
    `${' '.repeat(gutter)}${paint('gutter', '-->')} ${printable(place)}`,
  ];
  if (lines.length > 0) rows.push(...frame(lines, source, { severity, gutter, paint, width }));
  const notes = [...note('why', why, gutter, paint, width), ...note('help', help, gutter, paint, width)];
  if (notes.length > 0 && lines.length > 0) rows.push(paint('gutter', `${' '.repeat(gutter)} |`));
  return [...rows, ...notes];
}

/** `= why: …`, with the lines that follow hanging under the first. Lines of the text are kept. */
function note(
  title: 'why' | 'help',
  body: string | undefined,
  gutter: number,
  paint: Paint,
  width: Width,
): string[] {
  if (body === undefined || body === '') return [];
  const head = `${' '.repeat(gutter)} = ${title}: `;
  return body
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => wrap(printable(line), COLUMNS - head.length, width))
    .map((line, index) => {
      if (index > 0) return (' '.repeat(head.length) + line).trimEnd();
      return `${' '.repeat(gutter)} ${paint('gutter', '=')} ${paint('strong', `${title}:`)} ${line}`;
    });
}

/** `2 errors, 1 warning in 3 files`. */
function summary(report: Report, paint: Paint): string {
  const counts = countBySeverity(report);
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(severity, plural(counts[severity], severity)),
  );
  const findings = found.length > 0 ? found.join(', ') : paint('good', 'no findings');
  return `${findings} in ${plural(report.files.length, 'file')}`;
}
