import type { Document, Node } from 'yaml';
import { parseDocument } from 'yaml';
import type { Damage } from './damage.ts';
import { damageOf } from './damage.ts';
import type { Diagnostic, Pointer } from './diagnostic.ts';
import type { Lines } from './lines.ts';
import { linesOf } from './lines.ts';
import { MAX_ALIASED, Reader, TooManyAliased } from './reader.ts';
import { usualFirst } from './scalar-tags.ts';
import type { Source } from './source.ts';
import { fileFinding } from './source.ts';
import { mistakesOf, oldVersion, syntaxFindings } from './syntax.ts';
import type { Value } from './value.ts';

/** A topology as YAML: its plain value, and its nodes for positions. */
export interface Parsed {
  readonly source: Source;
  readonly lines: Lines;
  readonly root: Node | null;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>;
  /** The value with every alias resolved; undefined when nothing could be made of the text. */
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What syntax errors spoilt, or what else cannot be read as it was meant. */
  readonly damaged: readonly Damage[];
  /** Places whose value was refused, or from whose map a part was: what is missing there is not missing. */
  readonly refused: readonly Pointer[];
}

const TOO_DEEP = 'lists and maps are nested hundreds of levels deep, which no topology is';

/** The document, or undefined when its nesting is beyond the parser. */
function documentOf(text: string): Document | undefined {
  try {
    // uniqueKeys: the reader names both places itself, and the library's check is quadratic in a map's size.
    return parseDocument(text, { uniqueKeys: false, prettyErrors: false, customTags: usualFirst });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What to say to who has nothing yet. */
export const WHAT_IT_NEEDS = 'a topology has at least the keys version, name, primary and sites';

/** The value of a document, or the finding that says why it has none. */
function readValue(reader: Reader, document: Document): Value | undefined | Diagnostic {
  try {
    return reader.read(document.contents);
  } catch (error) {
    if (error instanceof TooManyAliased)
      return fileFinding(`aliases add up to more than ${MAX_ALIASED} values`, 'write out what is shared');
    if (error instanceof RangeError) return fileFinding(TOO_DEEP);
    throw error;
  }
}

const isDiagnostic = (value: unknown): value is Diagnostic =>
  typeof value === 'object' &&
  value !== null &&
  'rule' in value &&
  'related' in value &&
  Object.getPrototypeOf(value) !== null;

/** Without what the reader says of text that a syntax error spoilt, or of anchors that were lost with it. */
function readable(findings: readonly Diagnostic[], damaged: readonly Damage[]): readonly Diagnostic[] {
  const structural = damaged.some((damage) => damage.structural);
  return findings.filter(({ rule, span }) => {
    if (structural && rule === 'syntax/alias') return false;
    const at = span?.start.offset ?? 0;
    return !damaged.some(({ start, end }) => start <= at && at < end);
  });
}

/**
 * Text to values and nodes. Goes on after syntax errors with what the parser could still read.
 * @returns diagnostics of category `syntax`; `value` is undefined when there is nothing to judge
 */
export function parse(source: Source): Parsed {
  const lines = linesOf(source.text);
  const reader = new Reader(lines);
  const document = documentOf(source.text);
  const mistakes = document ? mistakesOf(document, source.text) : [];
  const damaged = mistakes.flatMap(({ error, start }) => damageOf(error, start, source.text) ?? []);
  const parsed = (value: Value | undefined, ...findings: Diagnostic[]): Parsed => ({
    source,
    lines,
    root: document?.contents ?? null,
    targets: reader.targets,
    value,
    diagnostics: [...findings, ...readable(reader.diagnostics, damaged)],
    refused: reader.refused,
    damaged: [...damaged, ...reader.damaged],
  });
  if (!document) return parsed(undefined, fileFinding(TOO_DEEP));
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
