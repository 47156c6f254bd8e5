import type { Document, YAMLError } from 'yaml';
import type { Diagnostic, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { Dialect } from './dialect.ts';
import { damageOf, resumesAt, startOf } from './recovery.ts';
import type { Typo } from './typos/typo.ts';
import { typosOf } from './typos/typos.ts';

/**
 * The message for each kind of syntax error. The library's own messages may quote the text, which may contain a
 * password: these messages never quote it.
 */
const WORDS: Readonly<Record<string, readonly [message: string, help?: string]>> = {
  BAD_INDENT: [
    'the indentation does not match the lines above',
    'keys of a map start in the same column, and so do items of a list',
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
  BLOCK_IN_FLOW: ['an indented map or list cannot be inside { } or [ ]', 'write it in { } or [ ] too'],
  ALIAS_PROPS: ['an alias (*name) cannot have an anchor or a tag', 'remove everything before the *'],
  BAD_ALIAS: ['this is not the name of an anchor', 'put text that begins with * or & in quotes'],
  BAD_COLLECTION_TYPE: ['this tag does not fit what follows it', 'remove the tag'],
  BAD_DIRECTIVE: ['a line that begins with % is not supported', 'remove the line'],
  BAD_PROP_ORDER: [
    'an anchor (&name) or a tag (!name) is in the wrong place',
    'put it just before the value',
  ],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters', 'is a line break missing, or a quote open?'],
  MISSING_CHAR: [
    'a quote, a bracket, a comma, a colon or a blank is missing here',
    'write a key as "key: value", with a blank after the colon',
  ],
  MULTILINE_IMPLICIT_KEY: ['a key must be on one line', 'is a colon missing, or a quote open?'],
  MULTIPLE_ANCHORS: ['one value has two anchors (&name)', 'keep one of the two'],
  MULTIPLE_DOCS: ['a second document begins here (---)'],
  MULTIPLE_TAGS: ['tags (!name) have no meaning here', 'remove the tags'],
  TAB_AS_INDENT: ['a tab cannot indent', 'use spaces, here and wherever else a line begins with a tab'],
  UNEXPECTED_TOKEN: [
    'this is not allowed here',
    'is a quote or a bracket missing on this line, or on the line above?',
  ],
};

/** Some codes of the library cover several mistakes, which its messages tell apart. */
const BY_MESSAGE: readonly (readonly [start: RegExp, words: readonly [string, string]])[] = [
  [/^Flow /, ['this { or [ is not closed', 'close it; or, if it continues below, indent its lines further']],
  [
    /quote/,
    ['this quote is not closed', 'close it; put text that contains a quote in the other kind of quotes'],
  ],
  [
    /^Sequence item without - indicator/,
    ['the indentation does not match the lines above', 'keys of a map start in the same column'],
  ],
];

const words = (error: YAMLError): readonly [message: string, help: string | undefined] => {
  const [message, help] = BY_MESSAGE.find(([start]) => start.test(error.message))?.[1] ??
    WORDS[error.code] ?? ['this is not valid YAML'];
  return [message, help];
};

/** A syntax error and where it began. */
interface Mistake {
  readonly error: YAMLError;
  readonly start: number;
}

/** More mistakes than anybody fixes at a time: a text that is not YAML has one per line. */
const MOST = 100;

/** The parser's errors where they began. */
export const mistakesOf = (document: Document, text: string, dialect: Dialect): Mistake[] =>
  [...document.errors, ...document.warnings]
    .filter((error) => dialect.heeds(error))
    .slice(0, MOST)
    .map((error): Mistake => ({ error, start: startOf(error, document, text) }))
    .sort((a, b) => a.start - b.start);

/** Offset of the line before the line of this offset. */
const lineBefore = (text: string, offset: number): number =>
  text.lastIndexOf('\n', text.lastIndexOf('\n', offset - 1) - 1) + 1;

/**
 * Removes mistakes that only follow from other mistakes: text around and after a tab is in the wrong block, and errors with
 * the same message are one mistake until the parser recovers.
 */
function withoutEchoes(mistakes: readonly Mistake[], text: string): readonly Mistake[] {
  const tab = mistakes.find(({ error }) => error.code === 'TAB_AS_INDENT');
  const fromTab = tab ? lineBefore(text, tab.start) : Number.POSITIVE_INFINITY;
  const spoilt = new Map<string, number>();
  return mistakes.filter((mistake) => {
    const { error, start } = mistake;
    const [told] = words(error);
    const reach = spoilt.get(told) ?? -1;
    spoilt.set(told, Math.max(reach, damageOf(error, start, text)?.end ?? -1));
    return mistake === tab || (start < fromTab && start > reach);
  });
}

/** Errors that are often caused by a typo; other errors say clearly enough what is wrong. */
const OF_TYPOS: readonly string[] = [
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
];

const mayBeTypo = ({ error }: Mistake): boolean =>
  OF_TYPOS.includes(error.code) && !error.message.includes('quote');

/** A typo that caused a parser error, its line, and where the parser recovers. */
interface Stumble {
  readonly typo: Typo;
  readonly line: number;
  readonly resumes: number;
}

/** The typos that explain errors: a typo on the same line or an adjacent line, or an earlier typo in the same block. */
function stumbles(mistakes: readonly Mistake[], text: string, lines: Lines): readonly Stumble[] {
  const noticed = new Set(mistakes.filter(mayBeTypo).map(({ start }) => lines.position(start).line));
  if (noticed.size === 0) return [];
  const found: Stumble[] = [];
  let resumes = -1;
  for (const typo of typosOf(text)) {
    if (found.length === MOST) break;
    const { line } = lines.position(typo.start);
    const isNear = [line - 1, line, line + 1].some((one) => noticed.has(one));
    if (!isNear && typo.start >= resumes) continue;
    resumes = resumesAt(text, typo.start);
    found.push({ typo, line, resumes });
  }
  return found;
}

const isExplained = (mistake: Mistake, found: readonly Stumble[], lines: Lines): boolean =>
  found.some(({ typo, line, resumes }) => {
    const { start } = mistake;
    if (typo.start <= start && start < typo.end) return true;
    return mayBeTypo(mistake) && start < resumes && lines.position(start).line >= line - 1;
  });

const finding = (message: string, help: string | undefined, span: Span): Diagnostic => ({
  rule: 'syntax/yaml',
  severity: 'error',
  message,
  span,
  related: [],
  ...(help === undefined ? {} : { help }),
});

/**
 * The parser's errors as findings: typos with their own messages, and of the other errors only the first on adjacent lines,
 * because the lines after a mistake often look wrong only because of it.
 */
export function syntaxFindings(
  mistakes: readonly Mistake[],
  text: string,
  lines: Lines,
  noun: string,
): Diagnostic[] {
  const told = withoutEchoes(mistakes, text);
  const typos = stumbles(told, text, lines);
  const findings = typos.map(({ typo: { message, help, start, end } }) =>
    finding(message, help, lines.span(start, end)),
  );
  let lastLine = Number.NEGATIVE_INFINITY;
  for (const mistake of told) {
    const { error, start: began } = mistake;
    if (isExplained(mistake, typos, lines)) continue;
    // At the end of the text, the caret would point at nothing: show the last character instead.
    const start = Math.min(began, Math.max(text.trimEnd().length - 1, 0));
    const lineEnd = text.indexOf('\n', start);
    const end = Math.min(Math.max(error.pos[1], start + 1), lineEnd > start ? lineEnd : text.length);
    const span = lines.span(start, end);
    const follows = span.start.line <= lastLine + 1;
    lastLine = span.start.line;
    if (follows) continue;
    const [message, help] = words(error);
    findings.push(
      finding(message, error.code === 'MULTIPLE_DOCS' ? `write one ${noun} per file` : help, span),
    );
  }
  return findings;
}

/** `%YAML 1.1` would make the parser read `yes` as true and `010` as 8: a topology is read one way. */
export function oldVersion(document: Document, text: string, lines: Lines): Diagnostic[] {
  const directive = /^%YAML[ \t]+1\.[01]\b/m.exec(text);
  if (!directive || document.schema?.name !== 'yaml-1.1') return [];
  return [
    {
      rule: 'syntax/yaml',
      severity: 'error',
      message: 'a topology is YAML 1.2, but this line asks for an older version',
      span: lines.span(directive.index, directive.index + directive[0].length),
      related: [],
      help: 'remove the line, and put text such as yes or 010 in quotes',
    },
  ];
}
