import type { CST, Document } from 'yaml';
import { Composer, Lexer, Parser, YAMLParseError } from 'yaml';
import type { Diagnostic, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import { linesOf } from '../text/lines.ts';
import type { Source } from '../text/source.ts';
import { fileFinding } from '../text/source.ts';
import type { Dialect } from './dialect.ts';
import { LANGUAGE } from './language.ts';
import type { Damage, Parsed } from './parsed.ts';
import { MAX_ALIASED, MAX_DEPTH, Reader, TooDeep, TooManyAliased } from './reader.ts';
import { damageOf } from './recovery.ts';
import { mistakesOf, oldVersion, syntaxFindings } from './syntax.ts';
import type { Value } from './value.ts';

const tooDeep = ({ noun }: Dialect): string =>
  `lists and maps are nested hundreds of levels deep, too deep for a ${noun}`;

/**
 * The syntax of a text, or the offset from which it is nested too deeply. Making nodes from it is recursive, and if the stack
 * overflows inside a regular expression, V8 ends the process instead of throwing. The limit stays far below that.
 */
function syntaxOf(text: string): readonly CST.Token[] | number {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) return parser.offset;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** The first document of a text, with an error where a second one begins; or the offset from which it is nested too deep. */
function documentOf(text: string, { options }: Dialect): Document | number {
  const tokens = syntaxOf(text);
  if (typeof tokens === 'number') return tokens;
  // uniqueKeys: the reader names both places itself, and the library's check is quadratic in a map's size.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, ...options });
  const documents = composer.compose(tokens, true, text.length);
  // There is always a first document: an empty text is an empty document.
  const first = documents.next().value as Document.Parsed;
  const { value: second } = documents.next();
  if (second) first.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  return first;
}

/** The help for an empty topology. */
export const WHAT_IT_NEEDS = 'a topology has at least the keys version, name, primary and sites';

/** The value of a document, or the finding that says why it has none. */
function readValue(reader: Reader, document: Document, dialect: Dialect): Value | undefined | Diagnostic {
  try {
    return reader.read(document.contents);
  } catch (reason) {
    if (reason instanceof TooManyAliased)
      return fileFinding(`aliases expand to more than ${MAX_ALIASED} values`, 'write the shared values out');
    if (reason instanceof TooDeep) return fileFinding(tooDeep(dialect));
    throw reason;
  }
}

const isDiagnostic = (value: unknown): value is Diagnostic =>
  typeof value === 'object' &&
  value !== null &&
  'rule' in value &&
  'related' in value &&
  Object.getPrototypeOf(value) !== null;

/** Removes the reader's findings about text that a syntax error damaged, or about anchors that were lost with it. */
function readable(findings: readonly Diagnostic[], damaged: readonly Damage[]): readonly Diagnostic[] {
  const structural = damaged.some((damage) => damage.structural);
  return findings.filter(({ rule, span }) => {
    if (structural && rule === 'syntax/alias') return false;
    const at = span?.start.offset ?? 0;
    return !damaged.some(({ start, end }) => start <= at && at < end);
  });
}

const syntaxError = (message: string, span: Span, more: Partial<Diagnostic> = {}): Diagnostic => ({
  rule: 'syntax/yaml',
  severity: 'error',
  message,
  span,
  related: [],
  ...more,
});

/** The first character that the dialect takes nowhere, or not where it is. */
function characterFindings({ text }: Source, lines: Lines, dialect: Dialect): Diagnostic[] {
  const found = dialect.characterIn?.(text);
  if (!found) return [];
  const { start, refusal } = found;
  return [syntaxError(refusal.message, lines.span(start, start + 1), { help: refusal.help })];
}

/** What is known of a text that no node is made of. */
export const parsedNothing = (source: Source, ...diagnostics: readonly Diagnostic[]): Parsed => ({
  source,
  lines: linesOf(source.text),
  root: null,
  targets: new Map(),
  entries: new Map(),
  value: undefined,
  diagnostics,
  refused: [],
  damaged: [],
});

/**
 * Text to values and nodes. Goes on after syntax errors with what the parser could still read.
 * @param dialect how it is read: as a topology, unless another one is named
 * @returns diagnostics of category `syntax`; `value` is undefined if there is nothing to lint
 */
export function parse(source: Source, dialect: Dialect = LANGUAGE): Parsed {
  const lines = linesOf(source.text);
  const reader = new Reader(lines, dialect);
  const document = documentOf(source.text, dialect);
  if (typeof document === 'number')
    return parsedNothing(source, syntaxError(tooDeep(dialect), lines.span(document, document + 1)));
  const mistakes = mistakesOf(document, source.text, dialect);
  const damaged = mistakes.flatMap(({ error, start }) => damageOf(error, start, source.text) ?? []);
  const parsed = (value: Value | undefined, ...findings: Diagnostic[]): Parsed => ({
    source,
    lines,
    root: document.contents,
    targets: reader.targets,
    entries: reader.entries,
    value,
    diagnostics: [...findings, ...readable(reader.diagnostics, damaged)],
    refused: reader.refused,
    damaged: [...damaged, ...reader.damaged],
  });
  const syntax = [
    ...oldVersion(document, source.text, lines),
    ...syntaxFindings(mistakes, source.text, lines, dialect.noun),
    ...(mistakes.length > 0 ? [] : characterFindings(source, lines, dialect)),
  ];
  const value = readValue(reader, document, dialect);
  if (isDiagnostic(value)) return parsed(undefined, ...syntax, value);
  if (value !== null || (dialect.takesNothing && syntax.length === 0)) return parsed(value, ...syntax);
  return parsed(
    undefined,
    ...(syntax.length > 0 ? syntax : [fileFinding('the file is empty', WHAT_IT_NEEDS)]),
  );
}
