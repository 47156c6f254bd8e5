/**
 * A value as JSON, its last line ended.
 *
 * JSON escapes the C0 controls, but not the ones a terminal or an editor obeys beside them (C1, bidi). Outside of
 * strings there are none, so each may be replaced by its escape.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (point) =>
    [...Array(point.length).keys()]
      .map((unit) => `\\u${point.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
