import type { Document, YAMLError } from 'yaml';
import type { Diagnostic, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { Dialect } from './dialect.ts';
import { damageOf, resumesAt, startOf } from './recovery.ts';
import type { Typo } from './typos/typo.ts';
import { typosOf } from './typos/typos.ts';

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
  ALIAS_PROPS: ['an alias (*name) takes neither an anchor nor a tag', 'remove what stands before the *'],
  BAD_ALIAS: ['this is not the name of an anchor', 'put text that begins with * or & in quotes'],
  BAD_COLLECTION_TYPE: ['this tag does not fit what follows it', 'remove the tag'],
  BAD_DIRECTIVE: ['a line that begins with % has no meaning here', 'remove the line'],
  BAD_PROP_ORDER: [
    'an anchor (&name) or a tag (!name) stands in the wrong place',
    'put it just before the value',
  ],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters', 'is a line break missing, or a quote open?'],
  MISSING_CHAR: [
    'a quote, a bracket, a comma, a colon or a blank is missing here',
    'a key is written "key: value", with a blank behind the colon',
  ],
  MULTILINE_IMPLICIT_KEY: ['a key must stand on one line', 'is a colon missing, or a quote open?'],
  MULTIPLE_ANCHORS: ['one value has two anchors (&name)', 'keep one of the two'],
  MULTIPLE_DOCS: ['a second document begins here (---)'],
  MULTIPLE_TAGS: ['tags (!name) have no meaning here', 'remove the tags'],
  TAB_AS_INDENT: ['a tab cannot indent', 'use spaces, here and wherever else a line begins with a tab'],
  UNEXPECTED_TOKEN: [
    'this cannot stand here',
    'is a quote or a bracket missing on the line, or on the one above?',
  ],
};

/** One code of the library stands for several mistakes: its own words tell them apart. */
const BY_MESSAGE: readonly (readonly [start: RegExp, words: readonly [string, string]])[] = [
  [
    /^Flow /,
    ['this { or [ is not closed', 'close it; or, if it goes on below, indent the lines in it further'],
  ],
  [
    /quote/,
    ['this quote is not closed', 'close it; text with a quote in it stands in the other kind of quotes'],
  ],
  [
    /^Sequence item without - indicator/,
    ['the indentation does not fit the lines above', 'keys of one map start in one column'],
  ],
];

const words = (error: YAMLError): readonly [message: string, help: string | undefined] => {
  const [message, help] = BY_MESSAGE.find(([start]) => start.test(error.message))?.[1] ??
    WORDS[error.code] ?? ['this is not YAML as it stands'];
  return [message, help];
};

/** A syntax error and where it began. */
interface Mistake {
  readonly error: YAMLError;
  readonly start: number;
}

/** More mistakes than anybody mends in one go: what is no YAML at all has one per line. */
const MOST = 100;

/** The parser's errors where they began. */
export const mistakesOf = (document: Document, text: string, dialect: Dialect): Mistake[] =>
  [...document.errors, ...document.warnings]
    .filter((error) => dialect.heeds(error))
    .slice(0, MOST)
    .map((error): Mistake => ({ error, start: startOf(error, document, text) }))
    .sort((a, b) => a.start - b.start);

/** Offset of the line before the one that this offset is in. */
const lineBefore = (text: string, offset: number): number =>
  text.lastIndexOf('\n', text.lastIndexOf('\n', offset - 1) - 1) + 1;

/**
 * Mistakes without those that only follow from another one: whatever stands around and behind a tab stands in the wrong
 * block, and errors that are told in the same words are one mistake up to where the parser finds its feet.
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

/** Errors that a typo is behind as often as not; the others say well enough what is wrong. */
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

/** A typo that the parser stumbled over, the line it is on, and where it finds its feet again. */
interface Stumble {
  readonly typo: Typo;
  readonly line: number;
  readonly resumes: number;
}

/** The typos that errors are about: one on the same line or next to it, or an earlier typo in the same block. */
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
 * The parser's errors as findings: typos in words of their own, and of the other errors the first of each
 * neighbourhood, for the lines after a mistake often look wrong only because of it.
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
    // At the end of the text the caret would stand on nothing: show the last character instead.
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
      message: 'a topology is YAML 1.2, and this line asks for an older one',
      span: lines.span(directive.index, directive.index + directive[0].length),
      related: [],
      help: 'remove the line; what is meant as text, such as yes or 010, stands in quotes',
    },
  ];
}
