/**
 * Text that many files of an estate have in common, such as a list of all its addresses. While a file is made it stands
 * aside, behind a mark, so that it is neither copied nor encoded again for each of them.
 */

/** Shorter text is not worth it. */
const LONG = 1000;

/** NUL is in no file: YAML and shell words have other ways to write it, and names may not hold it. */
const MARK = /\0(\d+)\0/;

let aside: string[] | undefined;

/** A mark for the text if a file is being made from it, and the text itself if it is short, or nobody asked. */
export function shared(text: string): string {
  if (aside === undefined || text.length < LONG) return text;
  aside.push(text);
  return `\0${aside.length - 1}\0`;
}

/**
 * Makes a text, and tells it in pieces: joined, they are what it would be without this.
 * @param make whose text is finished: what it does to its text it does to the marks
 */
export function inPieces(make: () => string): readonly string[] {
  const texts: string[] = [];
  const before = aside;
  aside = texts;
  try {
    const made = make();
    // Every other one is the number in a mark.
    return made.split(MARK).map((piece, index) => (index % 2 === 1 ? (texts[Number(piece)] ?? '') : piece));
  } finally {
    aside = before;
  }
}
