/** A line as PostgreSQL reads it, and the entry of the list in which it begins. */
export interface LogicalLine {
  readonly text: string;
  /** Index into the list, from 0. */
  readonly entry: number;
}

/** First major that takes a backslash at the end of a line for "it goes on" (release notes of PostgreSQL 14). */
const CONTINUES = 14;

/**
 * The lines that PostgreSQL reads when the entries of a list stand in a file one below the other, as Patroni writes
 * them: an entry may hold several lines, and a line that ends in a backslash goes on in the next
 * (tokenize_auth_file in hba.c). What stands behind a NUL is not seen.
 */
export function* logicalLines(entries: readonly string[], major: number): Generator<LogicalLine> {
  let open: { text: string; readonly entry: number } | undefined;
  for (const { text, entry } of physicalLines(entries)) {
    const before = open?.text ?? '';
    const line = before + text;
    // The backslash has to be of this line: one that was left standing before it does not count again.
    if (major >= CONTINUES && line.length > before.length && line.endsWith('\\')) {
      open = { text: line.slice(0, -1), entry: open?.entry ?? entry };
      continue;
    }
    yield { text: line, entry: open?.entry ?? entry };
    open = undefined;
  }
  if (open !== undefined) yield open;
}

function* physicalLines(entries: readonly string[]): Generator<LogicalLine> {
  for (const [entry, whole] of entries.entries()) {
    if (!/[\n\r\0]/.test(whole)) yield { text: whole, entry };
    else
      for (const text of whole.split('\n'))
        yield { text: text.replace(/\0.*$/s, '').replace(/\r+$/, ''), entry };
  }
}
