import type { Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { NodeReader } from '../dialect.ts';
import { short } from '../dialect.ts';
import type { MapEntry } from '../parsed.ts';
import type { Value, ValueMap } from '../value.ts';
import { isValueMap } from '../value.ts';
import { tagOf } from './tags.ts';

/** Members of a map and where each is written. */
interface Members {
  readonly values: Map<string, Value | undefined>;
  readonly entries: Map<string, MapEntry>;
}

const isMergeKey = (key: unknown): boolean => isScalar(key) && tagOf(key) === 'merge';

/** Whether a colon has nothing before it, neither a key nor a `?`. */
const lacksKey = ({ key, srcToken }: Pair): boolean =>
  isScalar(key) &&
  key.source === '' &&
  key.type === 'PLAIN' &&
  key.tag === undefined &&
  key.anchor === undefined &&
  srcToken?.start.some(({ type }) => type === 'explicit-key-ind') === false;

/** The text of a key, or undefined when it was refused. */
function pairKey(pair: Pair, reader: NodeReader): string | undefined {
  const written = pair.key;
  if (lacksKey(pair))
    return reader.refuseWithin(written as Node, 'syntax/key', 'no key is written before this colon');
  // A plain = is text as a key, and refused as a value.
  if (isScalar(written) && tagOf(written) === 'value') return '=';
  const isName = isScalar(written) || isAlias(written);
  const value = isName ? reader.read(written, false) : undefined;
  if (isName && value === undefined) return undefined;
  if (!isScalar(reader.targetOf(written)))
    return reader.refuseWithin(written as Node, 'syntax/key', 'a key must be text, not a map or a list');
  const key = String(value);
  if (key !== '__proto__') return key;
  return reader.refuseWithin(written as Node, 'syntax/key', 'a key cannot be named "__proto__"');
}

/** What a merge key names, the one that counts most last: maps, and the alias each was named by. */
function sourcesOf(written: unknown, value: Value, reader: NodeReader): readonly (readonly [Node, Value])[] {
  const target = reader.targetOf(written);
  if (!isSeq(target) || !Array.isArray(value)) return [[written as Node, value]];
  return target.items.map((item, at): [Node, Value] => [item as Node, value[at] ?? null]).reverse();
}

/** Takes over the members of what a merge key names. */
function merge(written: unknown, into: Members, reader: NodeReader, inAlias: boolean): void {
  const value = reader.read(written, inAlias);
  if (value === undefined) return;
  for (const [source, members] of sourcesOf(written, value, reader)) {
    const map = reader.targetOf(source);
    // An alias that stands for nothing was reported.
    if (isAlias(map)) continue;
    if (!isMap(map)) {
      reader.refuseWithin(source, 'syntax/merge-key', 'a merge key (<<) takes a map or a list of maps', {
        help: 'the program refuses the whole file: name a map by its alias (<<: *shared)',
      });
      continue;
    }
    const alias = [written, source].find((node) => isAlias(node)) as Node | undefined;
    for (const [key, entry] of reader.entriesOf(map)) {
      into.values.set(key, isValueMap(members) ? members[key] : undefined);
      into.entries.set(key, alias ? { pair: entry.pair, alias } : entry);
    }
  }
}

function twice(key: string, node: Node, first: Node, reader: NodeReader): void {
  const shown = reader.isSecret ? 'a key' : `key "${short(key)}"`;
  reader.refuse(node, 'syntax/duplicate-key', `${shown} is written twice in one map: the last one counts`, {
    severity: 'warning',
    related: [{ span: reader.span(first), message: 'this one is not read' }],
    help: 'keep the one that is meant',
  });
}

/** A map as PyYAML constructs it: merged members first, then its own over them, and of those the last. */
export function mapOf(map: YAMLMap, reader: NodeReader, inAlias: boolean): ValueMap {
  const merged: Members = { values: new Map(), entries: new Map() };
  const own: Members = { values: new Map(), entries: new Map() };
  for (const pair of map.items) {
    if (isMergeKey(pair.key)) {
      merge(pair.value, merged, reader, inAlias);
      continue;
    }
    const key = pairKey(pair, reader);
    if (key === undefined) continue;
    const first = own.entries.get(key);
    // Through an alias the map is read once more, and was told of where it is written.
    if (first && !inAlias) twice(key, pair.key as Node, first.pair.key as Node, reader);
    own.entries.set(key, { pair });
    own.values.set(
      key,
      reader.at(key, () => reader.read(pair.value, inAlias)),
    );
  }
  const result: ValueMap = Object.create(null);
  for (const [key, value] of new Map([...merged.values, ...own.values]))
    if (value !== undefined) result[key] = value;
  reader.note(map, new Map([...merged.entries, ...own.entries]));
  return result;
}
