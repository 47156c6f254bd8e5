import type { Node, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { isRingToken, isSecretKey } from '../secrets/secret-words.ts';
import type { Diagnostic, Pointer, Span } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import { keyText } from './key-text.ts';
import type { Damage } from './parsed.ts';
import type { Value } from './value.ts';

/** Limit of values that aliases may expand to: a bomb of nine levels would reach ten to the ninth. */
export const MAX_ALIASED = 100_000;

/** Thrown for a document whose aliases expand to too many values. */
export class TooManyAliased extends Error {}

/** Limit of nested lists and maps: no topology comes near, and recursive functions have enough stack for it. */
export const MAX_DEPTH = 300;

/** Thrown for a document whose aliases nest lists and maps deeper than {@link MAX_DEPTH}. */
export class TooDeep extends Error {}

/** Tags that only state the type that a value has anyway. */
const CORE_TAGS: ReadonlyMap<string, (node: Node) => boolean> = new Map([
  ['str', (node) => isScalar(node) && typeof node.value === 'string'],
  ['int', (node) => isScalar(node) && typeof node.value === 'number'],
  ['float', (node) => isScalar(node) && typeof node.value === 'number'],
  ['bool', (node) => isScalar(node) && typeof node.value === 'boolean'],
  ['null', (node) => isScalar(node) && node.value === null],
  ['map', isMap],
  ['seq', isSeq],
]);

/** Whether a node has a tag that a topology cannot use (`!!binary`, `!!set`, `!name`). */
const isTagged = (node: Node): boolean =>
  node.tag !== undefined && CORE_TAGS.get(node.tag.replace('tag:yaml.org,2002:', ''))?.(node) !== true;

const TAGGED = ['syntax/yaml', 'tags (!name) are not supported', { help: 'remove the tag' }] as const;

/** Turns YAML nodes into plain values, in document order, and refuses YAML features that a topology does not allow. */
export class Reader {
  readonly targets = new Map<Node, Node>();
  readonly diagnostics: Diagnostic[] = [];
  readonly refused: Pointer[] = [];
  readonly damaged: Damage[] = [];
  readonly #lines: Lines;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  readonly #path: (string | number)[] = [];
  /** How many keys above announce a secret: if there are any, messages quote nothing. */
  #secret = 0;
  #aliased = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /**
   * The value of a node; undefined if it was refused.
   * @throws TooManyAliased, TooDeep
   */
  read(node: unknown, inAlias = false): Value | undefined {
    if (this.#path.length > MAX_DEPTH) throw new TooDeep();
    if (inAlias && ++this.#aliased > MAX_ALIASED) throw new TooManyAliased();
    if (isAlias(node)) return this.#alias(node, node.source);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    this.#anchor(node, node.anchor);
    if (isTagged(node)) return this.#refuseWithin(node, ...TAGGED);
    if (isScalar(node)) return plainValue(node.value);
    this.#open.add(node);
    const value = isSeq(node)
      ? node.items.map((item, index) => this.#at(index, () => this.read(item, inAlias)) ?? null)
      : this.#map(node, inAlias);
    this.#open.delete(node);
    return value;
  }

  #at<T>(part: string | number, read: () => T): T {
    const secret = typeof part === 'string' && isSecretKey(part) && !isRingToken(part, this.#path) ? 1 : 0;
    this.#path.push(part);
    this.#secret += secret;
    const value = read();
    this.#secret -= secret;
    this.#path.pop();
    return value;
  }

  #anchor(node: Node, name: string | undefined): void {
    if (name !== undefined) this.#anchors.set(name, node);
  }

  #alias(node: Node, name: string): Value | undefined {
    const target = this.targets.get(node) ?? this.#anchors.get(name);
    const shown = this.#secret > 0 ? 'the alias' : `alias *${short(name)}`;
    if (!target)
      return this.#refuseWithin(node, 'syntax/alias', `${shown} has no anchor above it`, {
        help:
          this.#secret > 0
            ? 'put text that begins with * in quotes'
            : `write the anchor as &${short(name)}, or put text that begins with * in quotes`,
      });
    if (this.#open.has(target))
      return this.#refuseWithin(node, 'syntax/alias', `${shown} is inside its own anchor`);
    this.targets.set(node, target);
    return this.read(target, true);
  }

  #map(map: YAMLMap, inAlias: boolean): Value {
    const result: { [key: string]: Value } = Object.create(null);
    const seen = new Map<string, Node>();
    for (const [index, pair] of map.items.entries()) {
      if (this.#beginsItem(map, index, seen)) {
        this.#lacksDash(map, pair.key as Node, seen);
        break;
      }
      const key = this.#key(pair.key, seen);
      if (key === undefined) continue;
      const value = this.#at(key, () => this.read(pair.value, inAlias));
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  /** Whether the first keys of a list item repeat: a new item without its dash. */
  #beginsItem({ flow, items }: YAMLMap, index: number, seen: ReadonlyMap<string, Node>): boolean {
    if (index < 2 || flow || typeof this.#path.at(-1) !== 'number') return false;
    const [first, key, next] = [items[0], items[index], items[index + 1]].map((pair) => keyText(pair?.key));
    return key !== undefined && key === first && next !== undefined && seen.has(next);
  }

  /** The text from there on is damaged, as after a syntax error. */
  #lacksDash(map: YAMLMap, node: Node, seen: ReadonlyMap<string, Node>): void {
    const [[key, first] = ['', null]] = seen;
    this.damaged.push({ start: node.range?.[0] ?? 0, end: map.range?.[1] ?? 0, structural: true });
    this.#twice(key, node, first, `a new item of a list begins with a dash: "- ${short(key)}: …"`);
  }

  #twice(key: string, node: Node, first: Node | null, help: string): undefined {
    const shown = this.#secret > 0 ? 'a key' : `key "${short(key)}"`;
    return this.#refuse(node, 'syntax/duplicate-key', `${shown} is written twice in one map`, {
      related: [{ span: this.#span(first), message: 'first written here' }],
      help: this.#secret > 0 ? 'keep one of the two' : help,
    });
  }

  /** The text of a key; undefined if it was refused. */
  #key(written: unknown, seen: Map<string, Node>): string | undefined {
    const key = keyText(written);
    if (key === undefined)
      return this.#refuseWithin(
        written as Node,
        'syntax/key',
        'a key must be plain text, not a map, a list or an alias',
      );
    const node = written as Node;
    if (isTagged(node)) return this.#refuseWithin(node, ...TAGGED);
    if (key === '<<')
      return this.#refuseWithin(node, 'syntax/merge-key', 'merge keys (<<) are not part of YAML 1.2', {
        help: 'use an alias for a whole block (postgresql: *shared), or move the shared keys to the site or the top level',
      });
    if (key === '__proto__')
      return this.#refuseWithin(node, 'syntax/key', 'a key cannot be named "__proto__"');
    const first = seen.get(key);
    if (first) return this.#twice(key, node, first, 'keep one of the two');
    seen.set(key, node);
    return key;
  }

  #span(node: Node | null): Span {
    return this.#lines.span(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
  }

  /** Refuses a value, or a key that represents other keys, and records that the reader removed something at this place. */
  #refuseWithin(node: Node, rule: string, message: string, more: Partial<Diagnostic> = {}): undefined {
    this.refused.push([...this.#path]);
    return this.#refuse(node, rule, message, more);
  }

  #refuse(node: Node, rule: string, message: string, more: Partial<Diagnostic> = {}): undefined {
    this.diagnostics.push({ rule, severity: 'error', message, span: this.#span(node), related: [], ...more });
    return undefined;
  }
}

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 57)}…` : name);

const plainValue = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
