/** A variable that a file of environment variables sets. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Where the name begins, and where the assignment ends: offsets in the file. */
  readonly start: number;
  readonly end: number;
}

const isNewline = (char: string): boolean => char === '\n' || char === '\r';
const isBlank = (char: string): boolean => isNewline(char) || char === ' ' || char === '\t';

/** What a backslash within double quotes stands before only to be taken as it is. */
const ESCAPED = '"\\`$';

/** Reads the value that begins at an offset: up to the line feed that ends it. */
function valueAt(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  let at = start;
  // Blanks at the end of text without quotes do not count; those within quotes, or behind a backslash, do.
  let kept = 0;
  let quote: '"' | "'" | undefined;
  // Blanks at the beginning, and between a quote and what comes next, do not count either.
  let isBetween = true;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === "'") {
      if (char === "'") [quote, isBetween] = [undefined, true];
      else value += char;
      kept = value.length;
    } else if (quote === '"') {
      if (char === '"') [quote, isBetween] = [undefined, true];
      else if (char !== '\\') value += char;
      else {
        at += 1;
        if (next !== '\n') value += ESCAPED.includes(next) ? next : `\\${next}`;
      }
      kept = value.length;
    } else if (isNewline(char)) break;
    else if (char === '\\') {
      at += 1;
      isBetween = false;
      if (!isNewline(next)) value += next;
      kept = value.length;
    } else if (isBetween && (char === '"' || char === "'")) quote = char;
    else if (isBetween && isBlank(char)) continue;
    else {
      isBetween = false;
      value += char;
      if (!isBlank(char)) kept = value.length;
    }
  }
  return { value: value.slice(0, kept), end: Math.min(at, text.length) };
}

/** The offset behind a comment: it goes on behind a line that ends in a backslash (systemd before 254 and after). */
function behindComment(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isNewline(text.charAt(at))) at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

/**
 * The variables of a file that systemd reads (`EnvironmentFile=`, src/basic/env-file.c), in the order of the file; of a
 * name that is set twice, the later counts. A line without `=` sets nothing. The shell reads files of such lines alike, but
 * for `$`, which systemd leaves as it is.
 */
export function assignmentsIn(text: string): Assignment[] {
  const found: Assignment[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isBlank(char)) {
      at += 1;
      continue;
    }
    if (char === '#' || char === ';') {
      at = behindComment(text, at);
      continue;
    }
    const start = at;
    while (at < text.length && !isNewline(text.charAt(at)) && text.charAt(at) !== '=') at += 1;
    if (text.charAt(at) !== '=') continue;
    const name = text
      .slice(start, at)
      .trim()
      // Of a file that a shell reads as well.
      .replace(/^export\s+/, '');
    const { value, end } = valueAt(text, at + 1);
    found.push({ name, value, start, end });
    at = end;
  }
  return found;
}
