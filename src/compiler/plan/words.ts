import type { Place, Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import { get, isMap, textAt, wordOf } from '../text/json.ts';
import type { EstateChange } from './compare.ts';
import { inEffect } from './same.ts';
import type { ValueChange } from './value-change.ts';

/** One change of what is written in a topology. */
export interface WordChange {
  /** Keys, and names of sites and nodes, with slashes: `sites/busan/standby/slot`. */
  readonly route: string;
  /** Undefined where it is not written before. */
  readonly from: Json | undefined;
  /** Undefined where it is not written any more. */
  readonly to: Json | undefined;
}

/** A change of the topology, with all values that follow from it. */
export interface Group {
  readonly word: WordChange | undefined;
  /** Where it is written, or what it follows from. */
  readonly route: string;
  readonly values: readonly ValueChange[];
}

/** How an item of a list is called. */
const nameOf = (item: Json | undefined, index: number): string => {
  const name = textAt(item, 'name');
  if (name !== undefined) return name;
  const [user, database] = [textAt(item, 'user'), textAt(item, 'database')];
  return user === undefined ? String(index) : `${user}@${database ?? ''}`;
};

const isNamedList = (value: Json | undefined): value is readonly Json[] =>
  Array.isArray(value) && value.length > 0 && value.every(isMap);

/** The items of a list by their names; other names of the same item are told by `renamed`. */
function itemsOf(
  list: readonly Json[],
  route: string,
  renamed: ReadonlyMap<string, string>,
): Map<string, Json> {
  return new Map(
    list.map((item, index) => {
      const name = nameOf(item, index);
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
function diff(
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

/** The route of a pointer: numbers of sites, nodes and clients become their names. */
function routeOf(written: Json | undefined, pointer: Pointer): string {
  return pointer
    .map((part, depth) => {
      if (typeof part !== 'number') return part;
      const item = get(written, ...pointer.slice(0, depth + 1));
      return isMap(item) ? nameOf(item, part) : String(part);
    })
    .join('/');
}

/** New names of sites and nodes, by the route of the old one. */
function renamedIn({ sites }: EstateChange): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { was, now, nodes } of sites) {
    if (!was || !now) continue;
    if (was.name !== now.name) renamed.set(`sites/${was.name}`, now.name);
    for (const node of nodes)
      if (node.was && node.now && node.was.name !== node.now.name)
        renamed.set(`sites/${now.name}/nodes/${node.was.name}`, node.now.name);
  }
  return renamed;
}

/** What the two topologies write differently; nothing where one of the estates comes from other files. */
export function wordsOf(change: EstateChange): WordChange[] {
  const [from, to] = [change.before.written, change.after.written];
  return from === undefined || to === undefined ? [] : diff(from, to, '', renamedIn(change));
}

const within = (one: string, other: string): boolean => one === other || one.startsWith(`${other}/`);

/** The words that a place is at, below or above. */
const touching = (words: readonly WordChange[], route: string): WordChange[] =>
  words.filter((word) => within(route, word.route) || within(word.route, route));

/** The places that a value comes from, as routes: after the change, and before it. What goes comes from before alone. */
function routesOf(value: ValueChange, change: EstateChange): string[] {
  const of = (place: Place | undefined, written: Json | undefined): string[] =>
    place && written !== undefined
      ? [place.pointer, ...(place.derivedFrom ? [place.derivedFrom] : [])].map((pointer) =>
          routeOf(written, pointer),
        )
      : [];
  const old = of(value.wasAt, change.before.written);
  return value.to === undefined && old.length > 0 ? old : [...of(value.at, change.after.written), ...old];
}

/** Whether what a word says is a part of what a value says: an address in a list of hosts. */
function isSaidIn(word: WordChange, { from, to }: ValueChange): boolean {
  const said = [wordOf(from), wordOf(to)].join(' ').split(/[\s,/=]+/);
  return [word.from, word.to].some((one) => typeof one === 'string' && said.includes(one));
}

/** The machine that a place is written at. */
const machineOf = (route: string): string | undefined => /^sites\/[^/]+\/nodes\/[^/]+/.exec(route)?.[0];

/**
 * The word that a value follows from: one at one of its places, else at the machine of a place. Of several it is one that the
 * value repeats, else the innermost.
 */
function wordAt(
  words: readonly WordChange[],
  routes: readonly string[],
  value: ValueChange,
): WordChange | undefined {
  const at = routes.flatMap((route) => touching(words, route));
  const near = at.length > 0 ? at : routes.flatMap((route) => touching(words, machineOf(route) ?? '-'));
  const found = near.toSorted((one, other) => other.route.length - one.route.length);
  return found.find((word) => isSaidIn(word, value)) ?? found[0];
}

/** What a value follows from may be written elsewhere: at its machine or its site, or there is one word alone. */
function wordNear(value: ValueChange, words: readonly WordChange[]): WordChange | undefined {
  const below = (route: string): readonly WordChange[] => words.filter((word) => within(word.route, route));
  const site = `sites/${value.site}`;
  for (const own of [below(`${site}/nodes/${value.node ?? ''}`), below(site), words])
    if (own.length === 1) return own[0];
  return undefined;
}

/** Files that no single word explains are told together. */
const FILES = 'files that count at the next start';
const ELSEWHERE = 'other values';

const apart = ({ what }: ValueChange): string | undefined =>
  what === 'guard' || what === 'patroni-unit' || what === 'etcd-unit' ? FILES : undefined;

/** The values that change, below the words that they follow from. Words from which nothing follows are told too. */
export function grouped(change: EstateChange): Group[] {
  const words = wordsOf(change);
  const values = change.values.map((value) => {
    const routes = routesOf(value, change);
    return { value, routes, word: wordAt(words, routes, value) };
  });
  // A tree may have been made from other words that say the same.
  const saying = change.before.isAdopted
    ? words.filter((word) => values.some((value) => value.word === word))
    : words;
  const groups = new Map<string, { word: WordChange | undefined; values: ValueChange[] }>(
    saying.map((word) => [word.route, { word, values: [] }]),
  );
  for (const { value, routes, word } of values) {
    const found = word ?? wordNear(value, saying);
    const route = found?.route ?? apart(value) ?? routes[0] ?? ELSEWHERE;
    const group = groups.get(route) ?? { word: undefined, values: [] };
    groups.set(route, group);
    group.values.push(value);
  }
  return [...groups].map(([route, group]) => ({ route, ...group }));
}
