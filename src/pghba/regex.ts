/** A pattern of pg_hba.conf: a test, or why nothing can be said of it here. */
export type Pattern =
  | { readonly kind: 'test'; readonly test: (text: string) => boolean }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'unknown' };

/** Pieces that PostgreSQL's regular expressions and those of JavaScript read alike; compared as ASCII, in the C locale. */
const PIECES = [
  /(?<open>\((?:\?:)?)(?!\?)/,
  /(?<close>\))/,
  /(?<or>\|)/,
  /(?<anchor>[$^])/,
  /(?<atom>\.|\\[dwsDWS]|\\[!-/:-@[-`{-~]|[\w "#%&',/:;<=>@~`!-])/,
  /(?<set>\[\^?-?(?:[A-Za-z0-9]-[A-Za-z0-9]|[\w .@%~:;=!&+*?,])+\])/,
  /(?<quantifier>[*+?]|\{\d{1,2}(?:,\d{0,2})?\})\??(?![*+?{])/,
];

/** Only so many, and none around another: names are short, and no test may take long. */
const MOST_QUANTIFIERS = 4;

/** Letters of a pattern that is read. What stands in thousands of parentheses ends V8, and Node with it. */
const LONGEST = 1000;

/**
 * Reads a regular expression of pg_hba.conf (PostgreSQL 16 and later: pg_regcomp with REG_ADVANCED in the C locale).
 * What PostgreSQL and JavaScript may read differently is left unknown; names that are not ASCII are compared byte by
 * byte there, so that they are unknown as well: see {@link isPlain}.
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

/** Whether a name is compared with a pattern as it is. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

type Kind = 'open' | 'close' | 'or' | 'anchor' | 'atom' | 'set' | 'quantifier';
const KINDS: readonly Kind[] = ['open', 'close', 'or', 'anchor', 'atom', 'set', 'quantifier'];

/** What the pattern is made of; undefined where something else is in it. */
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

/** 0 when every parenthesis has its other half. */
function balance(pieces: readonly Kind[]): number {
  let depth = 0;
  for (const piece of pieces) {
    depth += piece === 'open' ? 1 : piece === 'close' ? -1 : 0;
    if (depth < 0) return depth;
  }
  return depth;
}

/** Quantifiers are few, stand behind an atom or a group, and none is inside what another repeats. */
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
