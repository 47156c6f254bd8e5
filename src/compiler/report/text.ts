import type { Diagnostic } from '../text/finding.ts';
import type { FormatOptions } from './format.ts';
import { frame } from './frame.ts';
import { type MarkedLine, markedLines } from './marks.ts';
import { type Paint, painter } from './paint.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';
import { type ShownLines, shownLinesOf } from './shown-lines.ts';
import { summaryOf } from './summary.ts';
import { type Width, widthFor } from './width.ts';
import { wrap } from './wrap.ts';

/** Width at which explanations wrap: wide enough for a command, narrow enough to read. */
const COLUMNS = 100;

/**
 * The report for people at a terminal: each finding with its lines, then a summary line.
 * Without colour, the output contains no control characters except line feeds.
 */
export async function text(report: Report, { color }: Pick<FormatOptions, 'color'>): Promise<string> {
  const paint = painter(color);
  const blocks: string[] = [];
  const isNew = onceEach();
  for (const file of report.files) {
    if (file.diagnostics.length === 0) continue;
    const source = shownLinesOf(file.text);
    const shown = file.diagnostics.map((diagnostic) => ({
      diagnostic,
      file: file.file,
      lines: markedLines(diagnostic, source),
    }));
    const width = await widthFor(new Set(shown.flatMap((finding) => measured(finding, source))));
    for (const finding of shown)
      blocks.push(describe(finding, isNew(finding.diagnostic), paint, width).join('\n'));
  }
  return `${[...blocks, summaryOf(report, paint)].join('\n\n')}\n`;
}

/** Whether a rule's explanation has not been printed yet: each is printed only once in a run. */
function onceEach(): (diagnostic: Diagnostic) => boolean {
  const printed = new Set<string>();
  return ({ rule, why = '' }) => {
    const before = printed.size;
    return printed.add(`${rule} ${why}`).size > before;
  };
}

/** A finding with its lines. */
interface Shown {
  readonly diagnostic: Diagnostic;
  readonly file: string;
  readonly lines: readonly MarkedLine[];
}

/** The texts whose widths must be known for the layout. */
function measured({ diagnostic: { why, help, fix }, lines }: Shown, source: ShownLines): string[] {
  return [why ?? '', help ?? '', fix?.title ?? '', ...lines.map(({ number }) => source.text(number))];
}

function describe(
  { diagnostic, file, lines }: Shown,
  isExplained: boolean,
  paint: Paint,
  width: Width,
): string[] {
  const { rule, severity, message, span, why, help, fix } = diagnostic;
  const gutter = String(lines.at(-1)?.number ?? '').length || 1;
  const place = span === undefined ? file : `${file}:${span.start.line}:${span.start.column}`;

  const rows = [
    `${paint(severity, `${severity}[${printable(rule)}]`)}${paint('strong', `: ${printable(message)}`)}`,
    `${' '.repeat(gutter)}${paint('gutter', '-->')} ${printable(place)}`,
  ];
  if (lines.length > 0) rows.push(...frame(lines, { severity, gutter, paint, width }));
  const notes = [
    ...note('why', isExplained ? why : undefined, gutter, paint, width),
    ...note('help', help, gutter, paint, width),
    ...note('fix', fix?.title, gutter, paint, width),
  ];
  if (notes.length > 0 && lines.length > 0) rows.push(paint('gutter', `${' '.repeat(gutter)} |`));
  return [...rows, ...notes];
}

/** `= why: …`, with later lines indented under the first. Line breaks of the text are kept. */
function note(
  title: 'why' | 'help' | 'fix',
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
