/** How many terminal columns a printable text takes. */
export type Width = (text: string) => number;

const NON_ASCII = /\P{ASCII}/u;

/** Marks that sit on the letter before them, and the vowels and finals of decomposed Hangul (as in wcwidth). */
const sitsOnLetter = (point: string): boolean => /^[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]$/u.test(point);

/**
 * Ways to measure the texts given. The table of wide characters is loaded only when one of them needs it:
 * most topologies are ASCII, and the start of the program is what people wait for.
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
