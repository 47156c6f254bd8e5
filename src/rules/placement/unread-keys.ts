import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { majorsOf } from '../../compiler/facts/majors.ts';
import { hasParameter } from '../../compiler/facts/parameter.ts';
import type { ConfigurationLayer, Key, Section } from '../../compiler/facts/patroni-keys.ts';
import { SECTIONS } from '../../compiler/facts/patroni-keys.ts';
import { knows, mayKnow } from '../../compiler/facts/version.ts';
import type { Place, Pointer } from '../../compiler/text/finding.ts';
import type { Json, JsonMap } from '../../compiler/text/json.ts';
import { isMap, listAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { memoized } from '../common/memo.ts';
import { elsewhere, isTelling, suggestionFor } from './near-key.ts';

/** Why Patroni does not read a key. */
export type Verdict =
  /** It reads it from the other configuration alone. */
  | { readonly is: 'in-other' }
  /** It reads it somewhere else: by the whole path, or as a parameter of PostgreSQL. */
  | { readonly is: 'elsewhere'; readonly path: string; readonly parameter: boolean }
  /** Another version would. */
  | { readonly is: 'of-other-version'; readonly key: Key }
  | { readonly is: 'unknown'; readonly near: string | undefined; readonly known: readonly string[] };

/** A key that Patroni does not read where it is written. */
export interface UnreadKey {
  /** From the top of its configuration. */
  readonly path: Pointer;
  readonly layer: ConfigurationLayer;
  /** The node or the site. */
  readonly where: string;
  readonly at: Place;
  readonly verdict: Verdict;
}

interface Reader {
  readonly estate: Estate;
  readonly tree: Tree;
  readonly layer: ConfigurationLayer;
  readonly where: string;
  /** Sections that are named after what people choose: methods of making a replica or a cluster. */
  readonly methods: ReadonlySet<string>;
}

function verdictOn(reader: Reader, section: Section, path: Pointer): Verdict | undefined {
  const { estate, layer } = reader;
  const name = String(path.at(-1));
  if (section.free) {
    const near = suggestionFor(name, section, 1);
    return near === undefined ? undefined : { is: 'unknown', near, known: [] };
  }
  if (keyAt(SECTIONS[layer === 'local' ? 'dynamic' : 'local'], path)) return { is: 'in-other' };
  const known = Object.keys(section.keys);
  const exact = suggestionFor(name, section, 0);
  if (exact !== undefined) return { is: 'unknown', near: exact, known };
  const other = isTelling(name) ? elsewhere(name, layer) : undefined;
  if (other !== undefined) return { is: 'elsewhere', path: other, parameter: false };
  const near = suggestionFor(name, section);
  const isPostgresql = path.length === 1 || path[0] === 'postgresql' || path[0] === 'standby_cluster';
  if (
    near === undefined &&
    isPostgresql &&
    isTelling(name) &&
    majorsOf(estate.software).some((major) => hasParameter(name, major))
  )
    return { is: 'elsewhere', path: 'postgresql.parameters', parameter: true };
  return { is: 'unknown', near, known };
}

/** Whether the estate's Patroni reads a key that some do: "4.1" may be any of its series. */
const isRead = ({ software }: Estate, { since, until }: Key): boolean =>
  (!since || mayKnow(software, since)) && !(until && knows(software, until));

/** A way to make a replica or a cluster: the list that names it may be that of a standby site, while this one leads. */
const isMethod = (value: Json | undefined): boolean => isMap(value) && Object.hasOwn(value, 'command');

/** Beginnings that say a key is meant for no program. */
const PRIVATE = /^(?:x-|[._])/;

/** What is wrong with one key; undefined where it is read, or belongs to others. */
function judged(
  reader: Reader,
  section: Section,
  path: Pointer,
  name: string,
  value: Json | undefined,
): Verdict | undefined {
  const { estate, layer, methods } = reader;
  const key = Object.hasOwn(section.keys, name) ? section.keys[name] : undefined;
  if (key) return isRead(estate, key) ? undefined : { is: 'of-other-version', key };
  if (section.named || methods.has(name) || isMethod(value) || PRIVATE.test(name)) return undefined;
  // There it is worse than misplaced: see placement/configuration-discarded.
  if (layer === 'dynamic' && name === 'watchdog' && !knows(estate.software, 'dcs.judged-singly'))
    return undefined;
  return verdictOn(reader, section, [...path, name]);
}

function* unreadKeysIn(reader: Reader, map: JsonMap, section: Section, path: Pointer): Generator<UnreadKey> {
  const { tree, layer, where } = reader;
  for (const name in map) {
    // It is in no file.
    if (map[name] === undefined) continue;
    const verdict = judged(reader, section, path, name, map[name]);
    const below = Object.hasOwn(section.keys, name) ? section.keys[name]?.below : section.named;
    const here = verdict || typeof below === 'object' ? [...path, name] : path;
    if (verdict) yield { path: here, layer, where, at: { ...tree.at(...here), part: 'key' }, verdict };
    const value = map[name];
    if (!verdict && typeof below === 'object' && isMap(value))
      yield* unreadKeysIn(reader, value, below, here);
  }
}

function keyAt(top: Section, path: Pointer): Key | undefined {
  let section: Section | undefined = top;
  let key: Key | undefined;
  for (const part of path) {
    key = section && Object.hasOwn(section.keys, part) ? section.keys[String(part)] : undefined;
    section = typeof key?.below === 'object' ? key.below : undefined;
  }
  return key;
}

/** Names of sections that a list elsewhere names. */
function methodsOf(site: Site, member?: Member): Set<string> {
  const local = member?.patroni.value;
  return new Set(
    [
      ...listAt(local, 'postgresql', 'create_replica_methods'),
      ...listAt(site.dcs.value, 'postgresql', 'create_replica_methods'),
      ...listAt(site.dcs.value, 'standby_cluster', 'create_replica_methods'),
      ...listAt(local, 'postgresql', 'create_replica_method'),
      textAt(local, 'bootstrap', 'method') ?? '',
    ].map(wordOf),
  );
}

function* find(estate: Estate): Generator<UnreadKey> {
  for (const site of estate.sites) {
    for (const member of members(site)) {
      const { patroni: tree, name: where } = member;
      const reader: Reader = { estate, tree, layer: 'local', where, methods: methodsOf(site, member) };
      yield* unreadKeysIn(reader, tree.value, SECTIONS.local, []);
    }
    const reader: Reader = {
      estate,
      tree: site.dcs,
      layer: 'dynamic',
      where: site.name,
      methods: methodsOf(site),
    };
    yield* unreadKeysIn(reader, site.dcs.value, SECTIONS.dynamic, []);
  }
}

/** Every key of the estate that Patroni does not read where it is written: three rules ask, one walk answers. */
export const unreadKeys = memoized((estate): readonly UnreadKey[] => [...find(estate)]);

/** How a configuration is called in messages. */
export const configurationOf = ({ layer, where }: UnreadKey): string =>
  layer === 'local' ? `the file of ${where}` : `the dynamic configuration of ${where}`;
