/**
 * Text that many files of an estate share, such as a list of all its addresses. While a file is made, a mark replaces the
 * text, so that it is neither copied nor encoded again for each file.
 */

/** Shorter text is not worth it. */
const LONG = 1000;

/** No file contains NUL: YAML and shell words write it in other ways, and names may not contain it. */
const MARK = /\0(\d+)\0/;

let aside: string[] | undefined;

/** A mark for the text inside {@link inPieces}; the text itself if it is short, or outside of it. */
export function shared(text: string): string {
  if (aside === undefined || text.length < LONG) return text;
  aside.push(text);
  return `\0${aside.length - 1}\0`;
}

/**
 * Makes a text and returns it in pieces. Joined, they are the same text as without this function.
 * @param make returns the finished text; whatever it does to shared text, it does to the mark instead
 */
export function inPieces(make: () => string): readonly string[] {
  const texts: string[] = [];
  const before = aside;
  aside = texts;
  try {
    const made = make();
    // Every second piece is the number in a mark.
    return made.split(MARK).map((piece, index) => (index % 2 === 1 ? (texts[Number(piece)] ?? '') : piece));
  } finally {
    aside = before;
  }
}
