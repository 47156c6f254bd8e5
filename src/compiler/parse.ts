import type { Document, Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Diagnostic, Span } from './diagnostic.ts';
import type { Lines } from './lines.ts';
import { linesOf } from './lines.ts';
import type { Source } from './source.ts';
import { fileFinding } from './source.ts';
import { syntaxFindings } from './syntax.ts';
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
  /** Offsets of syntax errors: what encloses them may be cut short. */
  readonly damaged: readonly number[];
}

/** Values that aliases may add up to: a bomb of nine levels would reach ten to the ninth. */
const MAX_ALIASED = 100_000;

class TooManyAliased extends Error {}

/** YAML nodes to plain values, in document order, refusing what has no place in a topology. */
class Reader {
  readonly targets = new Map<Node, Node>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines: Lines;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #aliased = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  read(node: unknown, inAlias = false): Value | undefined {
    if (inAlias && ++this.#aliased > MAX_ALIASED) throw new TooManyAliased();
    if (isAlias(node)) return this.#alias(node, node.source);
    if (isScalar(node)) {
      this.#anchor(node, node.anchor);
      const { value } = node;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null;
    }
    if (!isMap(node) && !isSeq(node)) return null;
    this.#anchor(node, node.anchor);
    this.#open.add(node);
    const value = isSeq(node)
      ? node.items.map((item) => this.read(item, inAlias) ?? null)
      : this.#map(node.items, inAlias);
    this.#open.delete(node);
    return value;
  }

  #anchor(node: Node, name: string | undefined): void {
    if (name !== undefined) this.#anchors.set(name, node);
  }

  #alias(node: Node, name: string): Value | undefined {
    const target = this.targets.get(node) ?? this.#anchors.get(name);
    if (!target) return this.#refuse(node, 'syntax/alias', `alias *${name} has no anchor &${name} above it`);
    if (this.#open.has(target))
      return this.#refuse(node, 'syntax/alias', `alias *${name} stands inside its own anchor`);
    this.targets.set(node, target);
    return this.read(target, true);
  }

  #map(items: readonly Pair[], inAlias: boolean): Value {
    const result: { [key: string]: Value } = Object.create(null);
    const seen = new Map<string, Node>();
    for (const pair of items) {
      const key = this.#key(pair.key, seen);
      if (key === undefined) continue;
      const value = this.read(pair.value, inAlias);
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  /** The text of a key, or undefined when it was refused. */
  #key(written: unknown, seen: Map<string, Node>): string | undefined {
    if (!isScalar(written)) return this.#refuse(written as Node, 'syntax/key', 'a key must be plain text');
    const key = typeof written.value === 'string' ? written.value : (written.source ?? '');
    if (key === '<<')
      return this.#refuse(written, 'syntax/merge-key', 'merge keys (<<) are not part of YAML 1.2', {
        help: 'name a whole block by an alias (postgresql: *shared), or move what is shared to the site or the top level',
      });
    if (key === '__proto__') return this.#refuse(written, 'syntax/key', 'a key cannot be called "__proto__"');
    const first = seen.get(key);
    if (first)
      return this.#refuse(written, 'syntax/duplicate-key', `key "${key}" is written twice in one map`, {
        related: [{ span: this.#span(first), message: 'first written here' }],
        help: 'keep one of the two',
      });
    seen.set(key, written);
    return key;
  }

  #span(node: Node): Span {
    return this.#lines.span(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  }

  #refuse(node: Node, rule: string, message: string, more: Partial<Diagnostic> = {}): undefined {
    this.diagnostics.push({ rule, severity: 'error', message, span: this.#span(node), related: [], ...more });
    return undefined;
  }
}

/** The document, or undefined when its nesting is beyond the parser. */
function documentOf(text: string): Document | undefined {
  try {
    // uniqueKeys: the reader names both places itself, and the library's check is quadratic in a map's size.
    return parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The value of a document, or the finding that says why it has none. */
function readValue(reader: Reader, document: Document): Value | undefined | Diagnostic {
  try {
    return reader.read(document.contents);
  } catch (error) {
    if (error instanceof TooManyAliased)
      return fileFinding(`aliases add up to more than ${MAX_ALIASED} values`, 'write out what is shared');
    if (error instanceof RangeError) return fileFinding('lists and maps are nested too deeply');
    throw error;
  }
}

const isDiagnostic = (value: unknown): value is Diagnostic =>
  typeof value === 'object' &&
  value !== null &&
  'rule' in value &&
  'related' in value &&
  Object.getPrototypeOf(value) !== null;

/**
 * Text to values and nodes. Goes on after syntax errors with what the parser could still read.
 * @returns diagnostics of category `syntax`; `value` is undefined when there is nothing to judge
 */
export function parse(source: Source): Parsed {
  const lines = linesOf(source.text);
  const reader = new Reader(lines);
  const document = documentOf(source.text);
  const parsed = (value: Value | undefined, ...findings: Diagnostic[]): Parsed => ({
    source,
    lines,
    root: document?.contents ?? null,
    targets: reader.targets,
    value,
    diagnostics: [...findings, ...reader.diagnostics],
    damaged: document ? [...document.errors, ...document.warnings].map((error) => error.pos[0]) : [],
  });
  if (!document) return parsed(undefined, fileFinding('lists and maps are nested too deeply'));
  const syntax = syntaxFindings(document, source.text, lines);
  if (document.contents === null && syntax.length === 0)
    return parsed(
      undefined,
      fileFinding('the file is empty', 'the shortest estate is in fixtures/minimal/topology.yaml'),
    );
  const value = readValue(reader, document);
  return isDiagnostic(value) ? parsed(undefined, ...syntax, value) : parsed(value, ...syntax);
}
