import type { Json } from '../text/json.ts';
import { isMap, textAt } from '../text/json.ts';
import { inEffect } from './same.ts';

/** One change of what is written in a topology. */
export interface WordChange {
  /** Keys, and names of sites and nodes, with slashes: `sites/busan/standby/slot`. */
  readonly route: string;
  /** Undefined where it is not written before. */
  readonly from: Json | undefined;
  /** Undefined where it is not written any more. */
  readonly to: Json | undefined;
}

/** How an item of a list is called. */
const nameOf = (item: Json | undefined, index: number): string => {
  const name = textAt(item, 'name');
  if (name !== undefined) return name;
  const [user, database] = [textAt(item, 'user'), textAt(item, 'database')];
  return user === undefined ? String(index) : `${user}@${database ?? ''}`;
};

/** The names of a list's items, each once: a second one of a name has a number behind it. */
export function namesOf(list: readonly Json[]): string[] {
  const seen = new Map<string, number>();
  return list.map((item, index) => {
    const name = nameOf(item, index);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const isNamedList = (value: Json | undefined): value is readonly Json[] =>
  Array.isArray(value) && value.length > 0 && value.every(isMap);

/** The items of a list by their names; other names of the same item are told by `renamed`. */
function itemsOf(
  list: readonly Json[],
  route: string,
  renamed: ReadonlyMap<string, string>,
): Map<string, Json> {
  const names = namesOf(list);
  return new Map(
    list.map((item, index) => {
      const name = names[index] ?? String(index);
      return [renamed.get(`${route}/${name}`) ?? name, item];
    }),
  );
}

function keysOf(
  value: Json | undefined,
  route: string,
  renamed: ReadonlyMap<string, string>,
): Map<string, Json> {
  if (isNamedList(value)) return itemsOf(value, route, renamed);
  if (!isMap(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])),
  );
}

const isOpen = (value: Json | undefined): boolean => isMap(value) || isNamedList(value);

/** What two topologies write differently: the innermost keys, but what only one of them has counts as a whole. */
export function diff(
  from: Json | undefined,
  to: Json | undefined,
  route: string,
  renamed: ReadonlyMap<string, string>,
): WordChange[] {
  if (inEffect(from, to)) return [];
  const open = isOpen(from) && isOpen(to) && Array.isArray(from) === Array.isArray(to);
  // A block that comes is told key by key, a machine or a site as one.
  const opensBlock =
    isMap(from ?? to) &&
    (from === undefined || to === undefined) &&
    !/^(?:sites|clients)(?:\/[^/]+(?:\/nodes\/[^/]+)?)?$/.test(route);
  if (!open && !opensBlock) return [{ route, from, to }];
  const [before, after] = [keysOf(from, route, renamed), keysOf(to, route, new Map())];
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  return keys.flatMap((key) =>
    diff(before.get(key), after.get(key), route === '' ? key : `${route}/${key}`, renamed),
  );
}

/** A topology, with the names that its items have on the other side. */
export interface Written {
  readonly value: Json | undefined;
  readonly renamed: ReadonlyMap<string, string>;
}

/** Whether a route is another one, or below it. */
export const within = (one: string, other: string): boolean =>
  other === '' || one === other || one.startsWith(`${other}/`);

/** The keys of one side, and between them those that only the other one has. */
function together(own: Iterable<string>, others: Iterable<string>): string[] {
  const keys = [...own];
  let at = 0;
  for (const key of others) {
    const found = keys.indexOf(key);
    if (found === -1) keys.splice(at, 0, key);
    at = (found === -1 ? at : found) + 1;
  }
  return keys;
}

/** What is written on one side, with one word as the other side has it. */
export function withWord(own: Written, other: Written, word: string, route = ''): Json | undefined {
  if (route === word) return other.value;
  if (!within(word, route) || !(isOpen(own.value) || isOpen(other.value))) return own.value;
  const [mine, theirs] = [own, other].map(({ value, renamed }) => keysOf(value, route, renamed)) as [
    Map<string, Json>,
    Map<string, Json>,
  ];
  const parts = together(mine.keys(), theirs.keys()).flatMap((key): [string, Json][] => {
    const below = route === '' ? key : `${route}/${key}`;
    const value = withWord(
      { value: mine.get(key), renamed: own.renamed },
      { value: theirs.get(key), renamed: other.renamed },
      word,
      below,
    );
    return value === undefined ? [] : [[key, value]];
  });
  if (isNamedList(own.value ?? other.value)) return parts.map(([, value]) => value);
  return parts.length === 0 && own.value === undefined ? undefined : Object.fromEntries(parts);
}
