import type { Diagnostic } from '../../src/compiler/text/finding.ts';

/**
 * How an example shows what is found in it: a comment below the line, with carets under the exact place.
 *
 *     scope: pg-orders
 *     #      ^^^^^^^^^ error: busan and seoul share the scope
 *
 * What follows the severity is how the message begins. In the first column the `#` stands for the first caret; a
 * place that goes on over further lines ends in `…`; a finding about the whole file has no carets.
 */
const MARK = /^#( *)(\^*…?) ?(error|warning|info)(\[[\w/-]+\])?: (.*)$/;

interface Mark {
  /** Everything but the message. */
  readonly head: string;
  readonly message: string;
}

function markOf(line: string): Mark | undefined {
  const match = MARK.exec(line);
  if (!match) return undefined;
  const message = match[5] ?? '';
  return { head: line.slice(0, line.length - message.length), message };
}

function carets({ start, end }: NonNullable<Diagnostic['span']>, line: string): string {
  const over = end.line > start.line;
  const width = (over ? [...line].length + 1 : end.column) - start.column;
  const dots = over ? '…' : '';
  if (start.column === 1) return `#${'^'.repeat(Math.max(width - 1, 0))}${dots}`;
  return `#${' '.repeat(start.column - 2)}${'^'.repeat(Math.max(width, 1))}${dots}`;
}

/** The marks of what was found: findings of another rule carry its name, so that no page can expect them. */
const headOf = (found: Diagnostic, id: string, line: string): string =>
  `${found.span ? carets(found.span, line) : '#'} ${found.severity}${found.rule === id ? '' : `[${found.rule}]`}: `;

/** An example without its marks. */
export const unmarked = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !markOf(line))
    .join('\n');

/**
 * The example as it would be if its marks told exactly what was found.
 * @param text the example as it was judged, marks and all
 * @param id the rule whose page it stands on
 */
export function marked(text: string, findings: readonly Diagnostic[], id: string): string {
  const result: string[] = [];
  const expected: Mark[] = text.split('\n').flatMap((line) => markOf(line) ?? []);
  const mark = (found: Diagnostic, line: string): string => {
    const head = headOf(found, id, line);
    // The page may give the beginning of the message alone.
    const known = expected.find((one) => one.head === head && found.message.startsWith(one.message));
    return head + (known?.message ?? found.message);
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (!markOf(line)) result.push(line);
    for (const found of findings) if (found.span?.start.line === index + 1) result.push(mark(found, line));
  }
  const whole = findings.filter((found) => !found.span).map((found) => mark(found, ''));
  return [...result.slice(0, -1), ...whole, ...result.slice(-1)].join('\n');
}
