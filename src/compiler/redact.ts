import { isSecretKey, REFERS } from './secret-words.ts';

export interface RedactOptions {
  /** Whether a comment that speaks of a password is blanked behind the word, as if a colon stood there. */
  readonly comments: boolean;
}

/**
 * A word, and what stands between it and the next: a colon, an equals sign, blanks. Only from its first letter on: a
 * word may be as long as the file.
 */
const WORD = /(?<![\w.-])-*((?:stats )?\w[\w.-]*)["']?(\s*[:=]\s*|\s+)(?=\S)/g;

/** A word that a value is to follow on the next line. */
const OPEN_WORD =
  /(?<![\w.-])-*((?:stats )?\w[\w.-]*)["']?\s*[:=]\s*(?:#.*)?$|^\s*\?\s+["']?([A-Za-z_][\w.-]*)["']?\s*$/;

/** User and password of a URL, and of HAProxy's `stats auth`. */
const CREDENTIALS = /:\/\/[^\s/:@]+:(?=[^\s/@]+@)|\bauth\s+[^\s:]+:(?=\S)/;

/** Where a secret stands in a line, and the word that says so. */
interface Found {
  /** Where the word begins. */
  readonly word: number;
  /** Where what may not be shown begins; the line's end when nothing of it stands here. */
  readonly start: number;
}

/** Offset of a line's comment, or its end. A `#` in quotes counts as well: this errs towards hiding. */
const commentOf = (line: string): number => {
  const at = line.search(/(?:^|\s)#/);
  return at === -1 ? line.length : at;
};

function find(line: string, { comments }: RedactOptions): Found | undefined {
  const comment = commentOf(line);
  for (const match of line.matchAll(WORD)) {
    const [whole, word = '', between = ''] = match;
    const start = match.index + whole.length;
    if (!isSecretKey(word)) continue;
    const rest = line.slice(start);
    const separated = /[:=]/.test(between);
    if (!separated && !comments && match.index > comment) continue;
    if (rest.startsWith('#') || (between.includes('=') && REFERS.test(rest))) continue;
    return { word: match.index, start };
  }
  const credentials = CREDENTIALS.exec(line);
  if (credentials) return { word: credentials.index, start: credentials.index + credentials[0].length };
  const open = OPEN_WORD.exec(line);
  if (open && isSecretKey(open[1] ?? open[2] ?? '') && open.index < comment)
    return { word: line.indexOf(open[1] ?? open[2] ?? ''), start: line.length };
  return undefined;
}

const starsFor = (text: string): string => text.replace(/\S(?:.*\S)?/, (shown) => '*'.repeat(shown.length));

const blanksBefore = (line: string): number => line.length - line.trimStart().length;

/** What the line before says of the next ones. */
interface Open {
  /** What stands deeper than this belongs to the secret. */
  readonly indent: number;
  /** Whether the next line does in any case. */
  readonly next: boolean;
  /** The quote that was not closed. */
  readonly quote: string | undefined;
}

function openedBy(line: string, { word, start }: Found): Open {
  const value = line.slice(start).trim();
  const head = line.slice(0, word);
  const indent = /^[\s?-]*["']?$/.test(head) ? word : blanksBefore(line);
  const quote = /^["']/.exec(value)?.[0];
  return {
    indent,
    next: value === '' || /^[|>&![{]/.test(value),
    quote: quote && value.indexOf(quote, 1) === -1 ? quote : undefined,
  };
}

/**
 * Redacts the lines of a text in turn, also those that a secret goes on to; each stays as long as it was.
 * @returns a function to be given one line after the other
 */
export function redactor(options: RedactOptions): (line: string) => string {
  let open: Open | undefined;
  return (line) => {
    if (open) {
      const { indent, next, quote } = open;
      const inside = next || quote !== undefined || blanksBefore(line) > indent;
      if (line.trim() === '') return line;
      if (inside) {
        open = { indent, next: false, quote: quote && !line.includes(quote) ? quote : undefined };
        return starsFor(line);
      }
      open = undefined;
    }
    const found = find(line, options);
    if (!found) return line;
    if (found.word < commentOf(line)) open = openedBy(line, found);
    return line.slice(0, found.start) + starsFor(line.slice(found.start));
  };
}
