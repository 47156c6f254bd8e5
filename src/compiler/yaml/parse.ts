import type { CST, Document } from 'yaml';
import { Composer, Lexer, Parser, YAMLParseError } from 'yaml';
import type { Diagnostic, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import { linesOf } from '../text/lines.ts';
import type { Source } from '../text/source.ts';
import { fileFinding } from '../text/source.ts';
import type { Damage, Parsed } from './parsed.ts';
import { MAX_ALIASED, MAX_DEPTH, Reader, TooDeep, TooManyAliased } from './reader.ts';
import { damageOf } from './recovery.ts';
import { usualFirst } from './scalar-tags.ts';
import { mistakesOf, oldVersion, syntaxFindings } from './syntax.ts';
import type { Value } from './value.ts';

const TOO_DEEP = 'lists and maps are nested hundreds of levels deep, too deep for a topology';

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

/** The first document of a text, with an error where a second document begins; or the offset from which it is nested too deeply. */
function documentOf(text: string): Document | number {
  const tokens = syntaxOf(text);
  if (typeof tokens === 'number') return tokens;
  // uniqueKeys: the reader names both places itself, and the library's check is quadratic in a map's size.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, customTags: usualFirst });
  const documents = composer.compose(tokens, true, text.length);
  // There is always a first document: an empty text is an empty document.
  const first = documents.next().value as Document.Parsed;
  const { value: second } = documents.next();
  if (second) first.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  return first;
}

/** The help for an empty topology. */
export const WHAT_IT_NEEDS = 'a topology has at least the keys version, name, primary and sites';

/** The value of a document, or the finding that says why there is none. */
function readValue(reader: Reader, document: Document): Value | undefined | Diagnostic {
  try {
    return reader.read(document.contents);
  } catch (error) {
    if (error instanceof TooManyAliased)
      return fileFinding(`aliases expand to more than ${MAX_ALIASED} values`, 'write the shared values out');
    if (error instanceof TooDeep) return fileFinding(TOO_DEEP);
    throw error;
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

const tooDeepAt = (span: Span): Diagnostic => ({
  rule: 'syntax/yaml',
  severity: 'error',
  message: TOO_DEEP,
  span,
  related: [],
});

/** The result for a text from which no nodes are made. */
const unread = (source: Source, lines: Lines, finding: Diagnostic): Parsed => ({
  source,
  lines,
  root: null,
  targets: new Map(),
  value: undefined,
  diagnostics: [finding],
  refused: [],
  damaged: [],
});

/**
 * Parses a text into values and nodes. After syntax errors it continues with the parts that the parser could read.
 * @returns diagnostics of category `syntax`; `value` is undefined if there is nothing to lint
 */
export function parse(source: Source): Parsed {
  const lines = linesOf(source.text);
  const reader = new Reader(lines);
  const document = documentOf(source.text);
  if (typeof document === 'number')
    return unread(source, lines, tooDeepAt(lines.span(document, document + 1)));
  const mistakes = mistakesOf(document, source.text);
  const damaged = mistakes.flatMap(({ error, start }) => damageOf(error, start, source.text) ?? []);
  const parsed = (value: Value | undefined, ...findings: Diagnostic[]): Parsed => ({
    source,
    lines,
    root: document.contents,
    targets: reader.targets,
    value,
    diagnostics: [...findings, ...readable(reader.diagnostics, damaged)],
    refused: reader.refused,
    damaged: [...damaged, ...reader.damaged],
  });
  const syntax = [
    ...oldVersion(document, source.text, lines),
    ...syntaxFindings(mistakes, source.text, lines),
  ];
  const value = readValue(reader, document);
  if (isDiagnostic(value)) return parsed(undefined, ...syntax, value);
  if (value !== null) return parsed(value, ...syntax);
  return parsed(
    undefined,
    ...(syntax.length > 0 ? syntax : [fileFinding('the file is empty', WHAT_IT_NEEDS)]),
  );
}
