/** The lines of a text, numbered from 1. */
export interface ShownLines {
  readonly count: number;
  /** Empty if there is no such line. */
  text(number: number): string;
  /** The code points of a line; columns count code points. */
  points(number: number): readonly string[];
}

/** Splits a text, and caches the code points of lines: many findings may be on one long line (a flow map). */
export function shownLinesOf(text: string): ShownLines {
  const lines = text === '' ? [] : text.split(/\r?\n/);
  const known = new Map<number, readonly string[]>();
  const textOf = (number: number): string => lines[number - 1] ?? '';
  return {
    count: lines.length,
    text: textOf,
    points(number) {
      const points = known.get(number) ?? [...textOf(number)];
      known.set(number, points);
      return points;
    },
  };
}
