import { CST, Lexer } from 'yaml';
import { Refusal } from '../dialect.ts';

const UNPRINTABLE = new Refusal(
  'the program refuses the whole file because of this control character',
  'remove it; in text in double quotes it is written as an escape (\\x07)',
);

const TAB = new Refusal(
  'the program refuses the whole file because of this tab: tabs are read in quotes, comments and | or > blocks only',
  'write blanks for it',
);

/** All that PyYAML does not read (`yaml/reader.py`); half of a pair of surrogates too. */
const NOT_PRINTABLE = /[^\t\n\r\u{20}-\u{7e}\u{85}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const WITH_TABS: readonly (string | null)[] = [
  'comment',
  'directive-line',
  'double-quoted-scalar',
  'single-quoted-scalar',
];

/** Lexemes that stand for no text. */
const MARKS: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar'];

/** The first tab where PyYAML takes none (`yaml/scanner.py`: between tokens it passes over blanks alone). */
function tabIn(text: string): number | undefined {
  let offset = 0;
  let type: string | null = null;
  let isBlock = false;
  for (const lexeme of new Lexer().lex(text)) {
    // A mark says that the next lexeme is a plain scalar, or the text of a block whose header came before.
    const isText: boolean = type === 'scalar';
    type = isText ? null : CST.tokenType(lexeme);
    if (MARKS.includes(type)) continue;
    const tab = lexeme.indexOf('\t');
    if (tab >= 0 && !WITH_TABS.includes(type) && !(isText && isBlock)) return offset + tab;
    if (type === 'block-scalar-header') isBlock = true;
    else if (isText) isBlock = false;
    offset += lexeme.length;
  }
  return undefined;
}

/** The first character that PyYAML takes nowhere, or not where it is. */
export function characterIn(text: string): { start: number; refusal: Refusal } | undefined {
  const start = text.search(NOT_PRINTABLE);
  if (start >= 0) return { start, refusal: UNPRINTABLE };
  const tab = text.includes('\t') ? tabIn(text) : undefined;
  return tab === undefined ? undefined : { start: tab, refusal: TAB };
}
