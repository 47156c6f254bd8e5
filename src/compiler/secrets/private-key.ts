// Private keys as programs write them, in the text of a topology or of a compiled file: RFC 7468, OpenSSL's own kinds, the
// armour of PGP (RFC 9580, section 6.2) and of SSH (RFC 4716).

const KIND = '(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?';
const HEAD = `-{4,5} ?BEGIN ${KIND} ?-{4,5}`;
const TAIL = `-{4,5} ?END ${KIND} ?-{4,5}`;

/** A line of a header, `Proc-Type: 4,ENCRYPTED`. No key of YAML that a program here reads begins so. */
const HEADER = '[A-Z][\\w-]*: ';

/**
 * A key: what it begins with, and something of its body behind a line break, which may be written as `\n`. A command that
 * looks for the head alone holds none. For a pattern that takes upper case for lower.
 */
export const PRIVATE_KEY = `${HEAD}(?:\\s|\\\\n)+(?:${HEADER}|[A-Z0-9+][A-Z0-9+/=]{7,})`;

let whole: RegExp | undefined;

/** Whether a text holds a private key, alone or among certificates. */
export function holdsPrivateKey(text: string): boolean {
  whole ??= new RegExp(PRIVATE_KEY, 'i');
  return whole.test(text);
}

/** A line that is none of a key whose end is missing: one that begins with a key of YAML. Headers begin with a capital. */
const NEXT = /^[\s#]*(?:- )*["']?[a-z_][\w.-]*["']?\s*:(?:\s|$)/;

/** What a line has that begins or ends a key. */
const SIGN = /private key/i;

/** Where the last match of a pattern ends in a text; undefined where there is none. */
const endOfLast = (pattern: string, text: string): number | undefined => {
  if (!SIGN.test(text)) return undefined;
  const last = [...text.matchAll(new RegExp(pattern, 'gi'))].at(-1);
  return last && last.index + last[0].length;
};

/** Whether a key that begins in a line goes on in the next: it was not ended, nor was the quote that it stands in. */
function staysOpen(line: string): boolean {
  const head = endOfLast(HEAD, line);
  return (
    head !== undefined && endOfLast(TAIL, line.slice(head)) === undefined && !/["']/.test(line.slice(head))
  );
}

/**
 * Finds keys in a text, in comments too.
 * @returns a function to be given one line after the other: from where on the line is part of a key, if it is
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
