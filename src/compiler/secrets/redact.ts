import { encloser } from './enclosing.ts';
import { keyFinder } from './private-key.ts';
import { secretEnd } from './secret-end.ts';
import { isSecretKey, REFERS, secretTextIn } from './secret-words.ts';

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
  /** Where it ends, if the line tells that for certain. */
  readonly end?: number | undefined;
}

/** Offset of a line's comment, or its end. A `#` in quotes counts as well: this errs towards hiding. */
const commentOf = (line: string): number => {
  const at = line.search(/(?:^|\s)#/);
  return at === -1 ? line.length : at;
};

/** Whether a word says that what follows is a secret. Sentences speak of tokens too. */
const tells = (word: string, between: string, isOption: boolean): boolean =>
  isSecretKey(word) && (isOption || /[:=]/.test(between) || !/token$/i.test(word));

/** Tells what a place of a line stands under. */
type Above = ReturnType<ReturnType<typeof encloser>>;

/** Whether a word is the token of a ring, or would be; what stands at the top is there by a typo. */
const isRing = (word: string, above: string | undefined): boolean =>
  word.toLowerCase() === 'token' && (above === 'etcd' || above === 'sites');

/** The first word with a secret behind it. */
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

/** A word whose secret is yet to come. */
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

/** Redacts a text line by line, also those lines that a secret goes on to; each stays as long as it was. */
export const redacted = (text: string, options: RedactOptions): string =>
  text.split('\n').map(redactor(options)).join('\n');

/**
 * Hides what stands behind a word that says it is secret.
 * @returns a function to be given one line after the other
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
      // What is done is no word any more, and keeps its length: what stands above a place is told by its column.
      rest = ' '.repeat(end) + rest.slice(end);
    }
    return shown + rest.slice(shown.length);
  };
}

/**
 * Hides that, and private keys wherever they stand.
 * @returns a function to be given one line after the other
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
