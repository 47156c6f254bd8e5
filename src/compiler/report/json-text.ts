/**
 * A value as JSON, ended by a newline.
 *
 * JSON escapes the C0 controls, but not other characters that a terminal or an editor obeys (C1, bidi). They occur only
 * in strings, so each may be replaced by its escape.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (point) =>
    [...Array(point.length).keys()]
      .map((unit) => `\\u${point.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
