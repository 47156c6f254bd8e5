/** Letters to add, take away or change until one word is the other (Levenshtein). */
export function distance(one: string, other: string): number {
  // How far each beginning of the other word is from what was read of the first.
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let read = 1; read <= one.length; read += 1) {
    const before = row;
    row = [read];
    for (let at = 1; at <= other.length; at += 1) {
      const change = (before[at - 1] ?? 0) + (one[read - 1] === other[at - 1] ? 0 : 1);
      row.push(Math.min(change, (before[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1));
    }
  }
  return row[other.length] ?? 0;
}

/** Letters in another order: the commonest typo, and two steps of the usual count. */
const sameLetters = (a: string, b: string): boolean =>
  a.length === b.length && [...a].sort().join('') === [...b].sort().join('');

/** How far one word is from another: letters to change, upper and lower case and `-` and `_` being the same. */
function steps(written: string, word: string): number {
  const [one = '', other = ''] = [written, word].map((text) => text.toLowerCase().replaceAll('-', '_'));
  return one !== other && sameLetters(one, other) ? 1 : distance(one, other);
}

/** The known word nearest to what was written, unless none is near: at most a third of its letters differ. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const far = steps(written, word);
    if (far < bestDistance) [best, bestDistance] = [word, far];
  }
  return bestDistance <= Math.max(1, Math.floor(written.length / 3)) ? best : undefined;
}

/**
 * The known word that was surely meant: one letter off, two in a long word, and no other word comes near it. Only for
 * words of a language: a name that is not known may be one that is yet to be given to something.
 */
export function surelyMeant(written: string, known: readonly string[]): string | undefined {
  const typos = written.length < 3 ? 0 : written.length < 8 ? 1 : 2;
  const [first, second] = known
    .map((word) => ({ word, far: steps(written, word) }))
    .sort((a, b) => a.far - b.far);
  if (!first || first.far > typos || first.word === written) return undefined;
  return !second || second.far > first.far + 1 ? first.word : undefined;
}

/** `"a", "b" or "c"`. */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
