import type { Document, YAMLError } from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import type { Lines } from './lines.ts';

/**
 * What to say of each kind of syntax error. The library's own messages may quote the text, and the text may
 * hold a password: these never do.
 */
const WORDS: Readonly<Record<string, readonly [message: string, help?: string]>> = {
  BAD_INDENT: [
    'the indentation does not fit the lines above',
    'keys of one map start in one column, and so do items of one list',
  ],
  BAD_DQ_ESCAPE: [
    'unknown escape in a double-quoted text',
    'write \\\\ for a backslash, or use single quotes',
  ],
  BAD_SCALAR_START: ['text cannot start with this character', 'put it in quotes'],
  BLOCK_AS_IMPLICIT_KEY: [
    'a map or a list cannot start here',
    'put it on the next line, indented; or put text with ": " in quotes',
  ],
  BLOCK_IN_FLOW: ['an indented map or list cannot stand inside { } or [ ]', 'write it in { } or [ ] too'],
  BAD_ALIAS: ['not the name of an anchor'],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters'],
  MISSING_CHAR: ['a quote, bracket, comma or colon is missing here'],
  MULTILINE_IMPLICIT_KEY: ['a key must stand on one line', 'is a colon missing, or a quote open?'],
  MULTIPLE_DOCS: ['the file holds a second document (---)', 'write one topology per file'],
  TAB_AS_INDENT: ['tabs cannot indent', 'use spaces'],
  TAG_RESOLVE_FAILED: ['tags (!name) have no meaning here', 'remove the tag'],
  UNEXPECTED_TOKEN: [
    'this cannot stand here',
    'is a quote or a bracket missing on the line, or on the one above?',
  ],
};

const words = (error: YAMLError): readonly [string, string?] =>
  WORDS[error.code] ?? ['this is not YAML as it stands'];

/**
 * The parser's errors as findings: the first of each neighbourhood, for the lines after a mistake
 * often look wrong only because of it.
 */
export function syntaxFindings(document: Document, text: string, lines: Lines): Diagnostic[] {
  const findings: Diagnostic[] = [];
  let lastLine = Number.NEGATIVE_INFINITY;
  for (const error of [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])) {
    // At the end of the text the caret would stand on nothing: show the last character instead.
    const start = Math.min(error.pos[0], Math.max(text.trimEnd().length - 1, 0));
    const span = lines.span(start, Math.max(error.pos[1], start + 1));
    const follows = span.start.line <= lastLine + 1;
    lastLine = span.start.line;
    if (follows) continue;
    const [message, help] = words(error);
    findings.push({
      rule: 'syntax/yaml',
      severity: 'error',
      message,
      span,
      related: [],
      ...(help === undefined ? {} : { help }),
    });
  }
  return findings;
}
