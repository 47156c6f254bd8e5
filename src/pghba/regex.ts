/** A pattern of pg_hba.conf: a test, a problem, or unknown. */
export type Pattern =
  | { readonly kind: 'test'; readonly test: (text: string) => boolean }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'unknown' };

/** Pieces that mean the same in regular expressions of PostgreSQL and of JavaScript, for ASCII text in the C locale. */
const PIECES = [
  /(?<open>\((?:\?:)?)(?!\?)/,
  /(?<close>\))/,
  /(?<or>\|)/,
  /(?<anchor>[$^])/,
  /(?<atom>\.|\\[dwsDWS]|\\[!-/:-@[-`{-~]|[\w "#%&',/:;<=>@~`!-])/,
  /(?<set>\[\^?-?(?:[A-Za-z0-9]-[A-Za-z0-9]|[\w .@%~:;=!&+*?,])+\])/,
  /(?<quantifier>[*+?]|\{\d{1,2}(?:,\d{0,2})?\})\??(?![*+?{])/,
];

/** At most this many quantifiers, and none nested, so that no test takes long; names are short. */
const MOST_QUANTIFIERS = 4;

/** Length limit of a pattern: thousands of nested parentheses crash V8, and Node with it. */
const LONGEST = 1000;

/**
 * Reads a regular expression of pg_hba.conf (PostgreSQL 16 and later: pg_regcomp with REG_ADVANCED in the C locale).
 * A pattern that PostgreSQL and JavaScript may read differently is unknown. PostgreSQL compares names that are not ASCII
 * byte by byte, so they are unknown as well: see {@link isPlain}.
 */
export function readPattern(source: string): Pattern {
  if (source.length > LONGEST) return { kind: 'unknown' };
  const pieces = piecesOf(source);
  if (pieces === undefined) return { kind: 'unknown' };
  const depth = balance(pieces);
  if (depth !== 0)
    return { kind: 'problem', message: `the parentheses of the pattern "${source}" are not balanced` };
  if (!isTame(pieces)) return { kind: 'unknown' };
  try {
    const pattern = new RegExp(source, 's');
    return { kind: 'test', test: (text) => pattern.test(text) };
  } catch {
    return { kind: 'unknown' };
  }
}

/** Whether a name is ASCII, so that a pattern can be tested against it here. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

type Kind = 'open' | 'close' | 'or' | 'anchor' | 'atom' | 'set' | 'quantifier';
const KINDS: readonly Kind[] = ['open', 'close', 'or', 'anchor', 'atom', 'set', 'quantifier'];

/** The pieces of a pattern; undefined if it contains anything else. */
function piecesOf(source: string): readonly Kind[] | undefined {
  const pieces: Kind[] = [];
  const piece = new RegExp(PIECES.map(({ source: one }) => one).join('|'), 'y');
  while (piece.lastIndex < source.length) {
    const groups = piece.exec(source)?.groups;
    const kind = KINDS.find((name) => groups?.[name] !== undefined);
    if (kind === undefined) return undefined;
    pieces.push(kind);
  }
  return pieces;
}

/** 0 if all parentheses are balanced. */
function balance(pieces: readonly Kind[]): number {
  let depth = 0;
  for (const piece of pieces) {
    depth += piece === 'open' ? 1 : piece === 'close' ? -1 : 0;
    if (depth < 0) return depth;
  }
  return depth;
}

/** Whether quantifiers are few, follow an atom or a group, and are not nested. */
function isTame(pieces: readonly Kind[]): boolean {
  if (pieces.filter((piece) => piece === 'quantifier').length > MOST_QUANTIFIERS) return false;
  const groups: boolean[] = [];
  let closed = false;
  for (const [index, piece] of pieces.entries()) {
    if (piece === 'open') groups.push(false);
    if (piece === 'close') {
      closed = groups.pop() ?? false;
      if (closed && groups.length > 0) groups[groups.length - 1] = true;
    }
    if (piece !== 'quantifier') continue;
    const before = pieces[index - 1];
    if (before !== 'atom' && before !== 'set' && (before !== 'close' || closed)) return false;
    if (groups.length > 0) groups[groups.length - 1] = true;
  }
  return true;
}
