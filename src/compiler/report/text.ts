import type { Diagnostic, Span } from '../text/finding.ts';
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
  const linesOf = sourcesOf(report);
  for (const file of report.files) {
    if (file.diagnostics.length === 0) continue;
    const found = file.diagnostics.map((diagnostic) => shownOf(diagnostic, file.file, linesOf));
    const width = await widthFor(new Set(found.flatMap(measured)));
    for (const one of found) blocks.push(describe(one, isNew(one.diagnostic), paint, width).join('\n'));
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

/** The texts of the files of a report, each split when it is asked for. */
function sourcesOf({ files }: Report): (file: string) => ShownLines {
  const texts = new Map(files.map((one) => [one.file, one.text]));
  const known = new Map<string, ShownLines>();
  return (file) => {
    const lines = known.get(file) ?? shownLinesOf(texts.get(file) ?? '');
    known.set(file, lines);
    return lines;
  };
}

/** Lines of one file that explain a finding. */
interface Part {
  /** The file and the place in it that its lines are about. */
  readonly place: string;
  readonly lines: readonly MarkedLine[];
}

/** A finding with the lines that explain it: those of its own file, and those of others. */
interface Shown {
  readonly diagnostic: Diagnostic;
  readonly home: Part;
  readonly others: readonly Part[];
}

const placeIn = (file: string, span: Span | undefined): string =>
  span === undefined ? file : `${file}:${span.start.line}:${span.start.column}`;

function shownOf(diagnostic: Diagnostic, file: string, linesOf: (file: string) => ShownLines): Shown {
  const elsewhere = new Map<string, Span>();
  for (const { file: other, span } of diagnostic.related)
    if (other !== undefined && !elsewhere.has(other)) elsewhere.set(other, span);
  return {
    diagnostic,
    home: {
      place: placeIn(file, diagnostic.span),
      lines: markedLines(diagnostic, linesOf(file)),
    },
    others: [...elsewhere].map(([other, span]) => ({
      place: placeIn(other, span),
      lines: markedLines(diagnostic, linesOf(other), other),
    })),
  };
}

/** The texts whose width decides where something goes. */
const measured = ({ diagnostic: { why, help, fix }, home, others }: Shown): string[] => [
  why ?? '',
  help ?? '',
  fix?.title ?? '',
  ...[home, ...others].flatMap(({ lines }) => lines.map(({ points }) => points.join(''))),
];

function describe(
  { diagnostic, home, others }: Shown,
  isExplained: boolean,
  paint: Paint,
  width: Width,
): string[] {
  const { rule, severity, message, why, help, fix } = diagnostic;
  const parts = [home, ...others];
  const highest = Math.max(0, ...parts.map(({ lines }) => lines.at(-1)?.number ?? 0));
  const gutter = highest === 0 ? 1 : String(highest).length;
  const blank = ' '.repeat(gutter);
  const bar = paint('gutter', `${blank} |`);
  const rows = [
    `${paint(severity, `${severity}[${printable(rule)}]`)}${paint('strong', `: ${printable(message)}`)}`,
  ];
  let isFramed = false;
  for (const { place, lines } of parts) {
    if (isFramed) rows.push(bar);
    rows.push(`${blank}${paint('gutter', rows.length === 1 ? '-->' : ':::')} ${printable(place)}`);
    if (lines.length > 0) rows.push(...frame(lines, { severity, gutter, paint, width }));
    isFramed = lines.length > 0;
  }
  const notes = [
    ...note('why', isExplained ? why : undefined, gutter, paint, width),
    ...note('help', help, gutter, paint, width),
    ...note('fix', fix?.title, gutter, paint, width),
  ];
  if (notes.length > 0 && isFramed) rows.push(bar);
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
