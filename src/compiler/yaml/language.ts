import type { Node, Scalar, YAMLMap } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Dialect, NodeReader } from './dialect.ts';
import { Refusal, short } from './dialect.ts';
import { keyText } from './key-text.ts';
import type { Value, ValueMap } from './value.ts';

/** Tags that say of a value what it is anyway. */
const CORE_TAGS: ReadonlyMap<string, (node: Node) => boolean> = new Map([
  ['str', (node) => isScalar(node) && typeof node.value === 'string'],
  ['int', (node) => isScalar(node) && typeof node.value === 'number'],
  ['float', (node) => isScalar(node) && typeof node.value === 'number'],
  ['bool', (node) => isScalar(node) && typeof node.value === 'boolean'],
  ['null', (node) => isScalar(node) && node.value === null],
  ['map', isMap],
  ['seq', isSeq],
]);

/** Whether a node has a tag that makes of it what a topology has no use for (`!!binary`, `!!set`, `!name`). */
const isTagged = (node: Node): boolean =>
  node.tag !== undefined && CORE_TAGS.get(node.tag.replace('tag:yaml.org,2002:', ''))?.(node) !== true;

const TAGGED = new Refusal('tags (!name) are not supported', 'remove the tag');

const plainValue = ({ value }: Scalar): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** Whether an item of a list comes again with its first keys: a new item whose dash was forgotten. */
function beginsItem(
  { flow, items }: YAMLMap,
  index: number,
  seen: ReadonlyMap<string, Node>,
  { path }: NodeReader,
): boolean {
  if (index < 2 || flow || typeof path.at(-1) !== 'number') return false;
  const [first, key, next] = [items[0], items[index], items[index + 1]].map((pair) => keyText(pair?.key));
  return key !== undefined && key === first && next !== undefined && seen.has(next);
}

function twice(key: string, node: Node, first: Node | null, help: string, reader: NodeReader): undefined {
  const shown = reader.isSecret ? 'a key' : `key "${short(key)}"`;
  return reader.refuse(node, 'syntax/duplicate-key', `${shown} is written twice in one map`, {
    related: [{ span: reader.span(first), message: 'first written here' }],
    help: reader.isSecret ? 'keep one of the two' : help,
  });
}

/** What stands from there on is lost, as behind an error of syntax. */
function lacksDash(map: YAMLMap, node: Node, seen: ReadonlyMap<string, Node>, reader: NodeReader): void {
  const [[key, first] = ['', null]] = seen;
  reader.damaged.push({ start: node.range?.[0] ?? 0, end: map.range?.[1] ?? 0, structural: true });
  twice(key, node, first, `a new item of a list begins with a dash: "- ${short(key)}: …"`, reader);
}

/** The text of a key, or undefined when it was refused. */
function keyOf(written: unknown, seen: Map<string, Node>, reader: NodeReader): string | undefined {
  const key = keyText(written);
  const node = written as Node;
  if (key === undefined)
    return reader.refuseWithin(node, 'syntax/key', 'a key must be plain text, not a map, a list or an alias');
  if (isTagged(node)) return reader.refuseWithin(node, TAGGED.rule, TAGGED.message, { help: TAGGED.help });
  if (key === '<<')
    return reader.refuseWithin(node, 'syntax/merge-key', 'merge keys (<<) are not part of YAML 1.2', {
      help: 'use an alias for a whole block (postgresql: *shared), or move the shared keys to the site or the top level',
    });
  if (key === '__proto__')
    return reader.refuseWithin(node, 'syntax/key', 'a key cannot be named "__proto__"');
  const first = seen.get(key);
  if (first) return twice(key, node, first, 'keep one of the two', reader);
  seen.set(key, node);
  return key;
}

/**
 * A topology: YAML 1.2's core schema without what makes a text mean more than it says. Tags that change a value, merge
 * keys, keys that are no scalars and a second document are errors; of a key that is written twice, the first counts.
 */
export const LANGUAGE: Dialect = {
  noun: 'topology',
  options: {},
  takesNothing: false,
  // Tags are refused by who reads the values: the parser knows some that have no use here, and warns of the others.
  heeds: ({ code }) => code !== 'TAG_RESOLVE_FAILED',
  scalar: (node) => (isTagged(node) ? TAGGED : plainValue(node)),
  refusalOf: (node) => (isTagged(node) ? TAGGED : undefined),
  map(map, reader, inAlias): ValueMap {
    const result: ValueMap = Object.create(null);
    const seen = new Map<string, Node>();
    for (const [index, pair] of map.items.entries()) {
      if (beginsItem(map, index, seen, reader)) {
        lacksDash(map, pair.key as Node, seen, reader);
        break;
      }
      const key = keyOf(pair.key, seen, reader);
      if (key === undefined) continue;
      const value = reader.at(key, () => reader.read(pair.value, inAlias));
      if (value !== undefined) result[key] = value;
    }
    return result;
  },
};
