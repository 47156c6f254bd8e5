// Private keys in the text of a topology or of a compiled file: RFC 7468, OpenSSL's own kinds, the armour of PGP (RFC 9580,
// section 6.2) and of SSH (RFC 4716).

const KIND = '(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?';
const HEAD = `-{4,5} ?BEGIN ${KIND} ?-{4,5}`;
const TAIL = `-{4,5} ?END ${KIND} ?-{4,5}`;

/** A header line, such as `Proc-Type: 4,ENCRYPTED`. No YAML key that a program here reads begins like this. */
const HEADER = '[A-Z][\\w-]*: ';

/**
 * A key: its head, and a part of its body after a line break, which may be written as `\n`. A command that only searches for
 * the head contains no key. For a case-insensitive pattern.
 */
export const PRIVATE_KEY = `${HEAD}(?:\\s|\\\\n)+(?:${HEADER}|[A-Z0-9+][A-Z0-9+/=]{7,})`;

let whole: RegExp | undefined;

/** Whether a text contains a private key, alone or among certificates. */
export function holdsPrivateKey(text: string): boolean {
  whole ??= new RegExp(PRIVATE_KEY, 'i');
  return whole.test(text);
}

/** A line that does not belong to a private key without an end: it begins with a YAML key. Headers begin with a capital. */
const NEXT = /^[\s#]*(?:- )*["']?[a-z_][\w.-]*["']?\s*:(?:\s|$)/;

/** Text in every line that begins or ends a private key. */
const SIGN = /private key/i;

/** The end of the last match of a pattern in a text; undefined if there is none. */
const endOfLast = (pattern: string, text: string): number | undefined => {
  if (!SIGN.test(text)) return undefined;
  const last = [...text.matchAll(new RegExp(pattern, 'gi'))].at(-1);
  return last && last.index + last[0].length;
};

/** Whether a private key that begins in a line continues in the next line: neither it nor its quote has ended. */
function staysOpen(line: string): boolean {
  const head = endOfLast(HEAD, line);
  return (
    head !== undefined && endOfLast(TAIL, line.slice(head)) === undefined && !/["']/.test(line.slice(head))
  );
}

/**
 * Finds keys in a text, in comments too.
 * @returns a function to call with each line in order; it returns the offset at which the line's part of a key begins
 */
export function keyFinder(): (line: string) => number | undefined {
  let inside = false;
  return (line) => {
    const begins = SIGN.test(line) ? line.search(new RegExp(HEAD, 'i')) : -1;
    const ends = endOfLast(TAIL, line) !== undefined;
    const isPart = inside && (ends || begins >= 0 || !NEXT.test(line));
    inside = begins >= 0 ? staysOpen(line) : isPart && !ends;
    if (isPart) return 0;
    return begins >= 0 ? begins : undefined;
  };
}
