import { distance } from 'fastest-levenshtein';

/** The known word nearest to what was written, unless none is near: at most a third of its letters differ. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const steps = distance(
      written.toLowerCase().replaceAll('-', '_'),
      word.toLowerCase().replaceAll('-', '_'),
    );
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
