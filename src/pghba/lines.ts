/** A line as PostgreSQL reads it, and the list entry in which it begins. */
export interface LogicalLine {
  readonly text: string;
  /** Index into the list, from 0. */
  readonly entry: number;
}

/** First major version in which a backslash at the end of a line continues it (release notes of PostgreSQL 14). */
const CONTINUES = 14;

/**
 * The lines that PostgreSQL reads from a file in which the entries of a list follow each other, as Patroni writes them. An
 * entry may contain several lines, and a line that ends in a backslash continues in the next line (tokenize_auth_file in
 * hba.c). PostgreSQL ignores the rest of a line after a NUL.
 */
export function* logicalLines(entries: readonly string[], major: number): Generator<LogicalLine> {
  let open: { text: string; readonly entry: number } | undefined;
  for (const { text, entry } of physicalLines(entries)) {
    const before = open?.text ?? '';
    const line = before + text;
    // The backslash must belong to this line: one that remains from the line before does not count again.
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
