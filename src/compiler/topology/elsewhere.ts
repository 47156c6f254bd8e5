import type { ConfigurationLayer } from '../facts/patroni-keys.ts';
import { SECTIONS } from '../facts/patroni-keys.ts';
import type { Pointer } from '../text/finding.ts';
import type { SchemaNode } from './schema-node.ts';
import { schemaAt } from './schema-node.ts';

/** Blocks that are the same at the top, under a site and under a node: help names only the top. */
const INHERITED: readonly string[] = ['postgresql', 'patroni', 'haproxy', 'overrides'];

/** The name of the outermost map. */
export const TOP = 'the top of the file';

/** The names of the language's maps, by their path. */
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

/** Every key of the language, with the names of the maps that it is allowed in. */
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

/** The maps of the language in which a key is allowed; none for an unknown key. */
export function mapsWith(key: string): readonly string[] {
  if (places.size === 0) walk([], []);
  return places.get(key) ?? [];
}

/** Whether a path like `timing.ttl`, without list items, leads to a key of the language. */
export function isInLanguage(way: string): boolean {
  const parts = way.split('.');
  return mapsWith(parts.at(-1) ?? '').includes(nameOf(parts.slice(0, -1)));
}

/** The place of a key like `timing.ttl`: `in "timing"`. */
export function whereIs(way: string): string {
  const map = way.split('.').slice(0, -1);
  return map.length === 0 ? 'at the top' : `in ${nameOf(map)}`;
}

const BELOW: readonly string[] = ['postgresql', 'tags', 'watchdog', 'restapi', 'log', 'bootstrap', 'ctl'];

/** Whether Patroni reads a key in one of its configurations, in a section or at the top. */
function reads(layer: ConfigurationLayer, key: string, section?: string): boolean {
  const { keys } = SECTIONS[layer];
  if (section === undefined) return Object.hasOwn(keys, key);
  const below = keys[section]?.below;
  return typeof below === 'object' && Object.hasOwn(below.keys, key);
}

/** The place of a Patroni key, as written under `overrides.patroni`; undefined if Patroni does not know the key. */
export function patroniHome(key: string): string | undefined {
  if (reads('dynamic', key)) return `bootstrap: { dcs: { ${key}: … } }`;
  if (reads('dynamic', key, 'postgresql')) return `bootstrap: { dcs: { postgresql: { ${key}: … } } }`;
  const section = BELOW.find((one) => reads('local', key, one));
  if (section) return `${section}: { ${key}: … }`;
  return reads('local', key) ? `${key}: …` : undefined;
}
