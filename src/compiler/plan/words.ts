import type { Place, Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import { get, isMap, wordOf } from '../text/json.ts';
import { causesIn } from './causes.ts';
import type { EstateChange } from './compare.ts';
import type { ValueChange } from './value-change.ts';
import type { WordChange } from './word-change.ts';
import { diff, namesOf, within } from './word-change.ts';

/** A change of the topology, with all values that follow from it. */
export interface Group {
  readonly word: WordChange | undefined;
  /** Where it is written, or what it follows from. */
  readonly route: string;
  readonly values: readonly ValueChange[];
}

/** The route of a pointer: numbers of sites, nodes and clients become their names. */
function routeOf(written: Json | undefined, pointer: Pointer): string {
  return pointer
    .map((part, depth) => {
      if (typeof part !== 'number') return part;
      const list = get(written, ...pointer.slice(0, depth));
      return isMap(get(written, ...pointer.slice(0, depth + 1))) && Array.isArray(list)
        ? (namesOf(list)[part] ?? String(part))
        : String(part);
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

/** The texts in a value, however deep. */
function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => textsIn(one as Json));
}

/** Whether what a word says is a part of what a value says: an address in a list of hosts, a site whose slot it is. */
function isSaidIn(word: WordChange, { path, from, to }: ValueChange): boolean {
  const said = [...path, wordOf(from), wordOf(to)].join(' ').split(/[\s,/=]+/);
  return [word.from, word.to].flatMap(textsIn).some((one) => said.includes(one));
}

/** The machine that a place is written at. */
const machineOf = (route: string): string | undefined => /^sites\/[^/]+\/nodes\/[^/]+/.exec(route)?.[0];

/** Of several words, one that the value repeats, else the innermost. */
function bestOf(words: readonly WordChange[], value: ValueChange): WordChange | undefined {
  const depth = ({ route }: WordChange): number => route.split('/').length;
  const found = words.toSorted((one, other) => depth(other) - depth(one));
  return found.find((word) => isSaidIn(word, value)) ?? found[0];
}

/** The word at whose place, or below it, a value is written. */
const wordAt = (
  words: readonly WordChange[],
  routes: readonly string[],
  value: ValueChange,
): WordChange | undefined =>
  bestOf(
    words.filter((word) => routes.some((route) => within(route, word.route))),
    value,
  );

/** The one word at whose place a value is written, and whose text the value has: nobody has to try it. */
function sureOf(
  words: readonly WordChange[],
  routes: readonly string[],
  value: ValueChange,
): WordChange | undefined {
  const [one, ...others] = words.filter((word) => routes.some((route) => within(route, word.route)));
  return one && others.length === 0 && isSaidIn(one, value) ? one : undefined;
}

/** A word near one of the places of a value, or at its machine: a guess, where words cannot be tried one by one. */
function wordNear(
  words: readonly WordChange[],
  routes: readonly string[],
  value: ValueChange,
): WordChange | undefined {
  const at = routes.flatMap((route) => touching(words, route));
  const near = at.length > 0 ? at : routes.flatMap((route) => touching(words, machineOf(route) ?? '-'));
  return bestOf(near, value);
}

/** Files that no single word explains are told together. */
const FILES = 'files that count at the next start';
const ELSEWHERE = 'other values';

const apart = ({ what }: ValueChange): string | undefined =>
  what === 'guard' || what === 'patroni-unit' || what === 'etcd-unit' ? FILES : undefined;

/** What no node has: only the files beside those of the nodes change. */
const isOnNoNode = ({ route }: WordChange): boolean => within(route, 'monitoring');

/** The values that change, below the words that they follow from. Words from which nothing follows are told too. */
export function grouped(change: EstateChange): Group[] {
  const words = wordsOf(change);
  const causes = causesIn(change, words, renamedIn(change));
  const values = change.values.map((value) => {
    const routes = routesOf(value, change);
    const word =
      words.length === 1
        ? words[0]
        : (sureOf(words, routes, value) ??
          bestOf(causes(value), value) ??
          wordAt(words, routes, value) ??
          wordNear(words, routes, value));
    return { value, routes, word };
  });
  // A tree may have been made from other words that say the same.
  const saying = change.before.isAdopted
    ? words.filter((word) => isOnNoNode(word) || values.some((value) => value.word === word))
    : words;
  const groups = new Map<string, { word: WordChange | undefined; values: ValueChange[] }>(
    saying.map((word) => [word.route, { word, values: [] }]),
  );
  for (const { value, routes, word: found } of values) {
    const route = found?.route ?? apart(value) ?? routes[0] ?? ELSEWHERE;
    const group = groups.get(route) ?? { word: undefined, values: [] };
    groups.set(route, group);
    group.values.push(value);
  }
  return [...groups].map(([route, group]) => ({ route, ...group }));
}
