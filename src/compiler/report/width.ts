/** How many terminal columns a printable text takes. */
export type Width = (text: string) => number;

const NON_ASCII = /\P{ASCII}/u;

/** Combining marks, and the vowels and finals of decomposed Hangul (as in wcwidth): they take no column. */
const sitsOnLetter = (point: string): boolean => /^[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]$/u.test(point);

/**
 * Returns a function that measures the given texts. It loads the table of wide characters only if a text needs it: most
 * topologies are ASCII, and loading would slow down every start.
 */
export async function widthFor(texts: ReadonlySet<string>): Promise<Width> {
  if (![...texts].some((text) => NON_ASCII.test(text))) return (text) => text.length;
  const { eastAsianWidth } = await import('get-east-asian-width');
  const widthOfPoint = (point: string): number =>
    sitsOnLetter(point) ? 0 : eastAsianWidth(point.codePointAt(0) ?? 0);
  return (text) => {
    if (!NON_ASCII.test(text)) return text.length;
    let width = 0;
    for (const point of text) width += widthOfPoint(point);
    return width;
  };
}
