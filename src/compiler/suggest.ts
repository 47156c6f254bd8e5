import { distance } from 'fastest-levenshtein';

/** Letters in another order: the commonest slip, and two steps of the usual count. */
const sameLetters = (a: string, b: string): boolean =>
  a.length === b.length && [...a].sort().join('') === [...b].sort().join('');

/** The known word nearest to what was written, unless none is near: at most a third of its letters differ. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const [one, other] = [written, word].map((text) => text.toLowerCase().replaceAll('-', '_'));
    const steps = one !== other && sameLetters(one ?? '', other ?? '') ? 1 : distance(one ?? '', other ?? '');
    if (steps < bestDistance) [best, bestDistance] = [word, steps];
  }
  return bestDistance <= Math.max(1, Math.floor(written.length / 3)) ? best : undefined;
}

/** `"a", "b" or "c"`. */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
