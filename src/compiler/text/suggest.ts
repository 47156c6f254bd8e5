/** How many letters to add, remove or change to turn one word into the other (Levenshtein). */
export function distance(one: string, other: string): number {
  // Distances from the part of the first word read so far to each prefix of the other word.
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

/** Whether only the order of letters differs: the commonest typo, which the usual distance counts as two. */
const sameLetters = (a: string, b: string): boolean =>
  a.length === b.length && [...a].sort().join('') === [...b].sort().join('');

/** The distance between two words in letters; case does not matter, and `-` equals `_`. */
function steps(written: string, word: string): number {
  const [one = '', other = ''] = [written, word].map((text) => text.toLowerCase().replaceAll('-', '_'));
  return one !== other && sameLetters(one, other) ? 1 : distance(one, other);
}

/** The known word nearest to the written word; undefined if more than a third of its letters differ. */
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
 * The known word that was surely meant: one letter differs, or two in a long word, and no other word is near. Only for
 * words of a language: an unknown name may be the name of something that is added later.
 */
export function onlySuggestion(written: string, known: readonly string[]): string | undefined {
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
