import type { Layer } from '../facts/patroni-keys.ts';
import { SECTIONS } from '../facts/patroni-keys.ts';
import type { Pointer } from '../text/finding.ts';
import type { SchemaNode } from './schema-node.ts';
import { schemaAt } from './schema-node.ts';

/** Blocks that are the same at the top, under a site and under a node: of them the top is told of alone. */
const INHERITED: readonly string[] = ['postgresql', 'patroni', 'haproxy', 'overrides'];

/** How the outermost map is called. */
export const TOP = 'the top of the file';

/** How a map of the language is called, by the way to it. */
const MAPS: Readonly<Record<string, string>> = {
  '': TOP,
  sites: 'a site (an item of "sites")',
  'sites/nodes': 'a node (an item of "nodes")',
  clients: 'an item of "clients"',
};

function nameOf(way: readonly string[]): string {
  const known = MAPS[way.join('/')];
  if (known) return known;
  const owner = way[0] === 'sites' ? (way[1] === 'nodes' ? ' of a node' : ' of a site') : '';
  const own = way.slice(way[0] === 'sites' ? (way[1] === 'nodes' ? 2 : 1) : 0);
  return `"${own.join('.')}"${owner}`;
}

/** Every key of the language with the maps it may stand in, by their names. */
const places = new Map<string, string[]>();

function walk(pointer: Pointer, way: readonly string[]): void {
  const node: SchemaNode = schemaAt(pointer);
  if (node.items) walk([...pointer, 0], way);
  for (const key of Object.keys(node.properties ?? {})) {
    const isRepeated = way.length > 0 && way[0] === 'sites' && INHERITED.includes(key);
    const known = places.get(key) ?? [];
    const name = nameOf(way);
    if (!known.includes(name) && !isRepeated) places.set(key, [...known, name]);
    if (!isRepeated) walk([...pointer, key], [...way, key]);
  }
}

/** The maps of the language that a key may stand in; none for a word that is no key. */
export function mapsWith(key: string): readonly string[] {
  if (places.size === 0) walk([], []);
  return places.get(key) ?? [];
}

/** Whether a way like `timing.ttl`, without the items of lists, leads to a key of the language. */
export function isInLanguage(way: string): boolean {
  const parts = way.split('.');
  return mapsWith(parts.at(-1) ?? '').includes(nameOf(parts.slice(0, -1)));
}

/** Where a key like `timing.ttl` stands: `in "timing"`. */
export function whereIs(way: string): string {
  const map = way.split('.').slice(0, -1);
  return map.length === 0 ? 'at the top' : `in ${nameOf(map)}`;
}

const BELOW: readonly string[] = ['postgresql', 'tags', 'watchdog', 'restapi', 'log', 'bootstrap', 'ctl'];

/** Whether Patroni reads a key in one of its configurations, below a section of that or at its top. */
function reads(layer: Layer, key: string, section?: string): boolean {
  const { keys } = SECTIONS[layer];
  if (section === undefined) return Object.hasOwn(keys, key);
  const below = keys[section]?.below;
  return typeof below === 'object' && Object.hasOwn(below.keys, key);
}

/** Where Patroni itself has a key, as it is written under `overrides.patroni`; undefined where it knows none. */
export function patroniHome(key: string): string | undefined {
  if (reads('dynamic', key)) return `bootstrap: { dcs: { ${key}: … } }`;
  if (reads('dynamic', key, 'postgresql')) return `bootstrap: { dcs: { postgresql: { ${key}: … } } }`;
  const section = BELOW.find((one) => reads('local', key, one));
  if (section) return `${section}: { ${key}: … }`;
  return reads('local', key) ? `${key}: …` : undefined;
}
