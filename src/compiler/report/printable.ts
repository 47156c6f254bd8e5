/**
 * Makes text safe and honest to print: a topology from a pull request must not be able to steer the terminal
 * (escape sequences), reorder what is read (bidi controls, CVE-2021-42574), or hide a character in a name.
 */

const PLAIN = /^[ -~]*$/;

// These patterns are inside functions: as constants, each would make every start load its Unicode table.

/** Controls, format characters, separators, lone surrogates, characters that renderers ignore, and unusual spaces. */
const isUnseen = (point: string): boolean =>
  /^[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]$/u.test(point);

const isPicture = (point: string): boolean => /^\p{Extended_Pictographic}$/u.test(point);

/** Zero-width joiner, emoji style and skin tone. */
const refinesPicture = (point: string): boolean => /^[\u200d\ufe0f\p{Emoji_Modifier}]$/u.test(point);

const TAB = '    ';

/**
 * The text to print for each code point, in the same order.
 *
 * Controls become their pictures (`␛`), other invisible characters their number (`<U+202E>`), a tab four spaces.
 * Emoji modifiers are left out: terminals disagree on the width of a modified emoji, and carets must line up.
 */
export function printables(points: readonly string[]): string[] {
  let afterPicture = false;
  return points.map((point) => {
    if (afterPicture && refinesPicture(point)) return '';
    afterPicture = isPicture(point);
    return isUnseen(point) ? pictureOf(point) : point;
  });
}

/** The whole text, made printable: one line without control characters. */
export function printable(text: string): string {
  return PLAIN.test(text) ? text : printables([...text]).join('');
}

function pictureOf(point: string): string {
  const code = point.codePointAt(0) ?? 0;
  if (point === ' ') return point;
  if (point === '\t') return TAB;
  // The block "Control Pictures" mirrors the C0 controls.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
