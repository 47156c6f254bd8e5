/** A text by its lines, which are numbered from 1. */
export interface ShownLines {
  readonly count: number;
  /** Empty for a line that there is not. */
  text(number: number): string;
  /** The code points of a line, in which columns are counted. */
  points(number: number): readonly string[];
}

/** Splits a text, and remembers the code points of lines: many findings may stand on one long line (a flow map). */
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
