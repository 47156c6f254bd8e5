/** A word of a pg_hba line. */
export interface Token {
  readonly text: string;
  /** Whether a quote is before the first character: the word is then no keyword, group or file. */
  readonly quoted: boolean;
}

/** A field of a pg_hba line: one word, or several words separated by commas. Never empty. */
export type Field = readonly [Token, ...Token[]];

interface Scanned extends Token {
  readonly end: number;
  /** Whether a comma follows the word directly. */
  readonly comma: boolean;
}

const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\r';

/**
 * Splits a line as PostgreSQL does (hba.c, next_token and next_field_expand): blanks separate fields, commas separate
 * the words of a field, `#` begins a comment, and inside quotes all of these are literal; a doubled quote is a quote.
 * A quote that is not closed extends to the end of the line, which PostgreSQL accepts.
 * @returns no fields for a blank line or a comment
 */
export function splitFields(line: string): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < line.length) {
    const words: Token[] = [];
    let more = true;
    while (more) {
      const word = scanToken(line, at);
      at = word?.end ?? line.length;
      if (word !== undefined) words.push({ text: word.text, quoted: word.quoted });
      more = word?.comma ?? false;
    }
    const [first, ...rest] = words;
    if (first !== undefined) fields.push([first, ...rest]);
  }
  return fields;
}

/** The next word at or after `from`; undefined if only blanks, commas or a comment are left. */
function scanToken(line: string, from: number): Scanned | undefined {
  let at = from;
  while (isBlank(line.charAt(at)) || line.charAt(at) === ',') at += 1;

  let text = '';
  let quoted = false;
  let sawQuote = false;
  let inQuote = false;
  let afterQuote = false;
  let comma = false;
  for (; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (!inQuote && (isBlank(char) || char === ',')) {
      comma = char === ',';
      break;
    }
    if (!inQuote && char === '#') {
      at = line.length;
      break;
    }
    if (char !== '"' || afterQuote) text += char;
    // A quote inside quotes closes them; a second quote directly after it is literal and opens them again.
    afterQuote = inQuote && char === '"' ? !afterQuote : false;
    if (char === '"') {
      inQuote = !inQuote;
      sawQuote = true;
      if (text === '') quoted = true;
    }
  }
  return sawQuote || text !== '' ? { text, quoted, end: at, comma } : undefined;
}
