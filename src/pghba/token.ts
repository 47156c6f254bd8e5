/** A word of a pg_hba line. */
export interface Token {
  readonly text: string;
  /** A quote before the first character: the word means itself, not a keyword, group or file. */
  readonly quoted: boolean;
}

/** A field of a pg_hba line: one word, or several with commas between them. Never empty. */
export type Field = readonly [Token, ...Token[]];

interface Scanned extends Token {
  readonly end: number;
  /** A comma stands right behind the word. */
  readonly comma: boolean;
}

const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\r';

/**
 * Splits a line as PostgreSQL does (hba.c, next_token and next_field_expand): blanks part the fields, commas the
 * words of a field, `#` begins a comment, and quotes, doubled for a quote itself, take all of these literally.
 * A quote that is never closed reaches to the end of the line, which PostgreSQL does not mind.
 * @returns no fields for a blank line or a comment.
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

/** The next word at or behind `from`; undefined when only blanks, commas or a comment are left. */
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
    // A quote inside quotes ends them; a second one right behind it stands for itself and opens them again.
    afterQuote = inQuote && char === '"' ? !afterQuote : false;
    if (char === '"') {
      inQuote = !inQuote;
      sawQuote = true;
      if (text === '') quoted = true;
    }
  }
  return sawQuote || text !== '' ? { text, quoted, end: at, comma } : undefined;
}
