import type { Node, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { isRingToken, isSecretKey } from '../secrets/secret-words.ts';
import type { Diagnostic, Pointer, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { Dialect, NodeReader } from './dialect.ts';
import { Refusal, short } from './dialect.ts';
import type { Damage, MapEntry } from './parsed.ts';
import type { Value } from './value.ts';

/** Limit of values that aliases may expand to: a bomb of nine levels would reach ten to the ninth. */
export const MAX_ALIASED = 100_000;

/** Thrown for a document whose aliases expand to too many values. */
export class TooManyAliased extends Error {}

/** Lists and maps that may stand in one another: no file comes near, and what recurses over one has room on any stack. */
export const MAX_DEPTH = 300;

/** Thrown for a document whose aliases nest lists and maps deeper than {@link MAX_DEPTH}. */
export class TooDeep extends Error {}

/** YAML nodes to plain values, in document order, refusing what has no place in the dialect. */
export class Reader implements NodeReader {
  readonly targets = new Map<Node, Node>();
  readonly entries = new Map<Node, ReadonlyMap<string, MapEntry>>();
  readonly diagnostics: Diagnostic[] = [];
  readonly refused: Pointer[] = [];
  readonly damaged: Damage[] = [];
  readonly path: (string | number)[] = [];
  readonly #lines: Lines;
  readonly #dialect: Dialect;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  /** Keys above that say that what is read is a secret: messages then quote nothing of it. */
  #secret = 0;
  #aliased = 0;

  constructor(lines: Lines, dialect: Dialect) {
    this.#lines = lines;
    this.#dialect = dialect;
  }

  get isSecret(): boolean {
    return this.#secret > 0;
  }

  /**
   * The value of a node; undefined if it was refused.
   * @throws TooManyAliased, TooDeep
   */
  read(node: unknown, inAlias = false): Value | undefined {
    if (this.path.length > MAX_DEPTH) throw new TooDeep();
    if (inAlias && ++this.#aliased > MAX_ALIASED) throw new TooManyAliased();
    if (isAlias(node)) return this.#alias(node, node.source);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor !== undefined) this.#anchor(node, node.anchor);
    if (isScalar(node)) {
      const value = this.#dialect.scalar(node);
      return value instanceof Refusal ? this.#refuseAs(value, node) : value;
    }
    const refusal = this.#dialect.refusalOf(node);
    if (refusal) return this.#refuseAs(refusal, node);
    this.#open.add(node);
    const value = isSeq(node)
      ? node.items.map((item, index) => this.at(index, () => this.read(item, inAlias)) ?? null)
      : this.#dialect.map(node, this, inAlias);
    this.#open.delete(node);
    return value;
  }

  #anchor(node: Node, name: string): void {
    const taken = this.#anchors.get(name);
    const refusal = this.#dialect.refusalOfAnchor?.(name, taken !== undefined && taken !== node);
    if (refusal) this.refuse(node, refusal.rule, refusal.message, { help: refusal.help });
    this.#anchors.set(name, node);
  }

  at<T>(part: string | number, read: () => T): T {
    const secret = typeof part === 'string' && isSecretKey(part) && !isRingToken(part, this.path) ? 1 : 0;
    this.path.push(part);
    this.#secret += secret;
    const value = read();
    this.#secret -= secret;
    this.path.pop();
    return value;
  }

  targetOf(node: unknown): unknown {
    const target = this.targets.get(node as Node);
    return target ? this.targetOf(target) : node;
  }

  note(map: YAMLMap, entries: ReadonlyMap<string, MapEntry>): void {
    this.entries.set(map, entries);
  }

  entriesOf(map: YAMLMap): ReadonlyMap<string, MapEntry> {
    return this.entries.get(map) ?? new Map();
  }

  #alias(node: Node, name: string): Value | undefined {
    const target = this.targets.get(node) ?? this.#anchors.get(name);
    const shown = this.isSecret ? 'the alias' : `alias *${short(name)}`;
    if (!target)
      return this.refuseWithin(node, 'syntax/alias', `${shown} has no anchor above it`, {
        help: this.isSecret
          ? 'put text that begins with * in quotes'
          : `an anchor is written &${short(name)}; text that begins with * stands in quotes`,
      });
    if (this.#open.has(target))
      return this.refuseWithin(node, 'syntax/alias', `${shown} stands inside its own anchor`);
    this.targets.set(node, target);
    return this.read(target, true);
  }

  span(node: Node | null): Span {
    return this.#lines.span(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
  }

  #refuseAs({ rule, message, help }: Refusal, node: Node): undefined {
    return this.refuseWithin(node, rule, message, { help });
  }

  /** Refuses a value, or a key that stood for others: what is missing at this place was taken out by the reader. */
  refuseWithin(node: Node, rule: string, message: string, more: Partial<Diagnostic> = {}): undefined {
    this.refused.push([...this.path]);
    return this.refuse(node, rule, message, more);
  }

  refuse(node: Node, rule: string, message: string, more: Partial<Diagnostic> = {}): undefined {
    this.diagnostics.push({ rule, severity: 'error', message, span: this.span(node), related: [], ...more });
    return undefined;
  }
}
