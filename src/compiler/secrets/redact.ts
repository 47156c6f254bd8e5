import { encloser } from './enclosing.ts';
import { keyFinder } from './private-key.ts';
import { secretEnd } from './secret-end.ts';
import { isSecretKey, REFERS, secretTextIn } from './secret-words.ts';

export interface RedactOptions {
  /** Whether to blank out the text after a secret word in a comment, as after a colon. */
  readonly comments: boolean;
}

/**
 * A word, and the separator after it: a colon, an equals sign, or blanks. It matches only at the start of a word, because a
 * word may be as long as the file.
 */
const WORD = /(?<![\w.-])-*((?:stats )?\w[\w.-]*)["']?(\s*[:=]\s*|\s+)(?=\S)/g;

/** A word whose value follows on the next line. */
const OPEN_WORD =
  /(?<![\w.-])-*((?:stats )?\w[\w.-]*)["']?\s*[:=]\s*(?:#.*)?$|^\s*\?\s+["']?([A-Za-z_][\w.-]*)["']?\s*$/;

/** User and password of a URL, and of HAProxy's `stats auth`. */
const CREDENTIALS = /:\/\/[^\s/:@]+:(?=[^\s/@]+@)|\bauth\s+[^\s:]+:(?=\S)/;

/** A secret in a line, and the word that announces it. */
interface Found {
  /** Where the word begins. */
  readonly word: number;
  /** Where the secret begins; the end of the line if it begins on a later line. */
  readonly start: number;
  /** Where the secret ends, if the line shows that for certain. */
  readonly end?: number | undefined;
}

/** Offset of a line's comment, or the line's end. A `#` in quotes counts too: this errs on the side of hiding. */
const commentOf = (line: string): number => {
  const at = line.search(/(?:^|\s)#/);
  return at === -1 ? line.length : at;
};

/** Whether a word announces a secret. Sentences mention tokens too, so "token" needs a separator. */
const tells = (word: string, between: string, isOption: boolean): boolean =>
  isSecretKey(word) && (isOption || /[:=]/.test(between) || !/token$/i.test(word));

/** Returns the key above a place of a line. */
type Above = ReturnType<ReturnType<typeof encloser>>;

/** Whether a word is the token of a ring, or would be one if a typo had not moved it to the top. */
const isRing = (word: string, above: string | undefined): boolean =>
  word.toLowerCase() === 'token' && (above === 'etcd' || above === 'sites');

/** The first word that is followed by a secret. */
function findWord(line: string, comments: boolean, above: Above): Found | undefined {
  const comment = commentOf(line);
  for (const match of line.matchAll(WORD)) {
    const [whole, word = '', between = ''] = match;
    const start = match.index + whole.length;
    if (!tells(word, between, whole.startsWith('--')) || isRing(word, above(match.index))) continue;
    const rest = line.slice(start);
    const separated = /[:=]/.test(between);
    if (!separated && !comments && match.index > comment) continue;
    if (rest.startsWith('#') || (between.includes('=') && REFERS.test(rest))) continue;
    return { word: match.index, start, end: between.includes(':') ? secretEnd(line, start) : undefined };
  }
  return undefined;
}

/** A word whose secret follows on the next line. */
function findOpenWord(line: string, above: Above): Found | undefined {
  const open = OPEN_WORD.exec(line);
  const word = open?.[1] ?? open?.[2] ?? '';
  if (!open || !isSecretKey(word) || open.index >= commentOf(line)) return undefined;
  const at = line.indexOf(word);
  return isRing(word, above(at)) ? undefined : { word: at, start: line.length };
}

function find(line: string, { comments }: RedactOptions, above: Above): Found | undefined {
  const credentials = CREDENTIALS.exec(line);
  const text = secretTextIn(line);
  const found = [
    findWord(line, comments, above),
    credentials && { word: credentials.index, start: credentials.index + credentials[0].length },
    text !== undefined && (comments || text < commentOf(line)) && { word: text, start: text },
  ].filter((one) => one !== undefined && one !== null && one !== false);
  return found.sort((a, b) => a.start - b.start)[0] ?? findOpenWord(line, above);
}

const starsFor = (text: string): string => text.replace(/\S(?:.*\S)?/s, (shown) => '*'.repeat(shown.length));

const blanksBefore = (line: string): number => line.length - line.trimStart().length;

/** A secret that continues on the next lines. */
interface Open {
  /** More deeply indented lines belong to the secret. */
  readonly indent: number;
  /** Whether the next line belongs to it in any case. */
  readonly next: boolean;
  /** The quote that is still open. */
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

/** Redacts a text line by line, including lines on which a secret continues; each line keeps its length. */
export const redacted = (text: string, options: RedactOptions): string =>
  text.split('\n').map(redactor(options)).join('\n');

/**
 * Hides the text after a word that announces a secret.
 * @returns a function to call with each line in order
 */
function wordRedactor(options: RedactOptions): (line: string) => string {
  let open: Open | undefined;
  const enclosing = encloser();
  return (line) => {
    const above = enclosing(line);
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
    let [shown, rest] = ['', line];
    for (let found = find(rest, options, above); found; found = find(rest, options, above)) {
      const { word, start, end } = found;
      if (end === undefined) {
        if (word < commentOf(rest)) open = openedBy(rest, found);
        return shown + rest.slice(shown.length, start) + starsFor(rest.slice(start));
      }
      shown += rest.slice(shown.length, start) + starsFor(rest.slice(start, end));
      // The finished part becomes blanks of the same length, because the key above a place depends on its column.
      rest = ' '.repeat(end) + rest.slice(end);
    }
    return shown + rest.slice(shown.length);
  };
}

/**
 * Hides secrets after words, and private keys anywhere.
 * @returns a function to call with each line in order
 */
function redactor(options: RedactOptions): (line: string) => string {
  const byWord = wordRedactor(options);
  const keyIn = keyFinder();
  return (line) => {
    const shown = byWord(line);
    const key = keyIn(line);
    return key === undefined ? shown : shown.slice(0, key) + starsFor(line.slice(key));
  };
}
