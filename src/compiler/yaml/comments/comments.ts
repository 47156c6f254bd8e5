import { Lexer } from 'yaml';

/** A comment of a text: from its `#` to the end of its line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** Control tokens of the lexer, which are not in the source: a document begins, a flow collection ends, a scalar follows. */
const SIGNS: readonly string[] = ['\u0002', '\u0018', '\u001f'];
const SCALAR = '\u001f';

/** The comments of a YAML text, in order. Text inside quotes or block texts is not a comment. */
export function* commentsIn(text: string): Generator<Comment> {
  let at = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const isSign: boolean = !isScalar && SIGNS.includes(lexeme);
    if (!isSign) {
      if (!isScalar && lexeme.startsWith('#')) yield { start: at, end: at + lexeme.trimEnd().length };
      at += lexeme.length;
    }
    isScalar = isSign && lexeme === SCALAR;
  }
}
