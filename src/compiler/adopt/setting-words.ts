import type { Node } from '../estate/estate.ts';
import { knows } from '../facts/version.ts';
import type { Seen, SeenSite } from '../plan/observed.ts';
import { ofNodes, ofSites } from '../plan/observed.ts';
import { isTakenAnyway } from '../plan/taken.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, mapAt } from '../text/json.ts';
import { takes } from '../topology/schema-node.ts';
import type { Adopting } from './adopting.ts';
import { bootstrapWord, dataChecksums, initdbWord, replicaMethods } from './bootstrap.ts';
import { writeSpread } from './draft.ts';
import type { Levels, Wanted } from './spread.ts';
import { EVERYWHERE, OF_A_NODE, OF_SITES, spread } from './spread.ts';
import { followingIn } from './standby.ts';
import { NODE_WORDS, SITE_WORDS } from './words.ts';

/** Writes a word where it is not as it would be anyway. */
function put(
  { draft, isSame }: Adopting,
  path: readonly string[],
  wanted: Wanted,
  without: Wanted,
  levels: Levels,
): void {
  // A word cannot say that something is not there: then `overrides` say it for all, in one place.
  const removes = wanted.some((site, index) =>
    site.some((value, number) => value === null && without[index]?.[number] !== undefined),
  );
  if (removes && path[1] === 'parameters') return;
  const alike = wanted.map((site, index) =>
    site.map((value, number) => {
      const usual = without[index]?.[number];
      // What would be there anyway, and is not, no word takes away: that is for `overrides`.
      if (value === null && usual !== undefined) return undefined;
      // What is the same in effect is written in one way.
      return value !== undefined && usual !== undefined && isSame(value, usual) ? usual : value;
    }),
  );
  const differs = alike.some((site, index) =>
    site.some((value, number) => value !== undefined && (value ?? undefined) !== without[index]?.[number]),
  );
  if (differs) writeSpread(draft, path, spread(alike, without, levels));
}

/** The keys of a map that each node has, in the order of their first appearance. */
const keysIn = (maps: readonly (JsonMap | undefined)[]): string[] => [
  ...new Set(maps.flatMap((map) => Object.keys(map ?? {}))),
];

/** A map of which each key is spread for itself. */
function putKeys(
  adopting: Adopting,
  path: readonly string[],
  maps: readonly (readonly (JsonMap | undefined)[])[],
): void {
  for (const key of keysIn(maps.flat())) {
    const wanted = maps.map((site) => site.map((map) => map && (map[key] ?? null)));
    put(
      adopting,
      [...path, key],
      wanted,
      maps.map((site) => site.map(() => undefined)),
      EVERYWHERE,
    );
  }
}

const parametersOf = ({ patroni }: Node): JsonMap => mapAt(patroni?.value, 'postgresql', 'parameters');

/** Parameters in the file of one node, which the other nodes of its site do not have alike. */
function ownParameters(adopting: Adopting, made: Seen): void {
  const { seen, isSame } = adopting;
  for (const key of keysIn(seen.flatMap(({ nodes }) => nodes.map(parametersOf)))) {
    const wanted = ofNodes(seen, (node) => node.patroni && (parametersOf(node)[key] ?? null));
    const isCommon = seen.every(({ nodes }) => {
      const members = nodes.filter(({ patroni }) => patroni);
      const [first, ...others] = members.map((node) => parametersOf(node)[key]);
      return members.length > 1 && others.every((value) => isSame(value, first));
    });
    if (!isCommon)
      put(
        adopting,
        ['postgresql', 'parameters', key],
        wanted,
        ofNodes(made, (node) => parametersOf(node)[key]),
        OF_A_NODE,
      );
  }
}

/** A value as a word of the language; undefined where the language does not take it, so that it becomes an override. */
const word = (path: readonly string[], value: Json | undefined): Json | undefined =>
  value === undefined || value === null ? null : takes(path, value) ? value : undefined;

/** Settings that the language has words for: where PostgreSQL, Patroni, etcd and HAProxy are, and how they are made. */
export function settingWords(adopting: Adopting): void {
  const { seen } = adopting;
  const made = adopting.made();
  for (const { path, levels, read, runs } of NODE_WORDS) {
    const wanted = ofNodes(seen, (node, site) => (node[runs] ? word(path, read(node, site)) : undefined));
    put(adopting, path, wanted, ofNodes(made, read), levels);
  }
  for (const { path, levels, read } of SITE_WORDS) {
    const usual = made.map((site) => read(site, site));
    const found = (site: SeenSite): Json | undefined => {
      const value = word(path, read(site, site));
      if (value === undefined) return undefined;
      const isTaken = !adopting.isOwn && isTakenAnyway('dynamic', path.slice(1), value, adopting.software);
      return isTaken && usual[seen.indexOf(site)] === undefined ? null : value;
    };
    const wanted = ofSites(seen, (site) => (isHidden(adopting, site, path) ? undefined : found(site)));
    put(
      adopting,
      path,
      wanted,
      ofSites(made, (site) => read(site, site)),
      levels,
    );
  }
  put(
    adopting,
    ['patroni', 'guard'],
    ofNodes(seen, ({ patroni, guard }): Json | undefined => patroni && guard),
    ofNodes(made, ({ guard }): Json => guard),
    EVERYWHERE,
  );
  const read = (node: Node): Json | undefined => dataChecksums(node);
  put(adopting, ['postgresql', 'data_checksums'], ofNodes(seen, read), ofNodes(made, read), EVERYWHERE);
  const initdb = seen.map(({ nodes }, index) =>
    nodes.map((node, number) => {
      const usual = made[index]?.nodes[number];
      return usual && initdbWord(node, usual);
    }),
  );
  putKeys(adopting, ['postgresql', 'initdb'], initdb);
  putKeys(adopting, ['bootstrap'], ofNodes(seen, bootstrapWord));
  const methods = (node: Node): Json | undefined =>
    get(node.patroni?.value, 'postgresql', 'create_replica_methods');
  put(
    adopting,
    ['postgresql', 'create_replica_methods'],
    ofNodes(seen, methods),
    ofNodes(made, methods),
    EVERYWHERE,
  );
  putKeys(
    adopting,
    ['postgresql', 'replica_methods'],
    seen.map(({ nodes, dcs }) =>
      nodes.map((node) => replicaMethods(node, followingIn(dcs)?.readsArchive ?? false, adopting.isOwn)),
    ),
  );
  const dynamic = seen.map(({ dcs }) => mapAt(dcs, 'postgresql', 'parameters'));
  const usual = made.map(({ dcs }) => mapAt(dcs, 'postgresql', 'parameters'));
  for (const key of keysIn(dynamic))
    put(
      adopting,
      ['postgresql', 'parameters', key],
      dynamic.map((map) => [map[key] ?? null]),
      usual.map((map) => [map[key]]),
      OF_SITES,
    );
  ownParameters(adopting, made);
}

/** Before Patroni 3.2, a site that follows has no settings of synchronous replication: what it would have shows nowhere. */
const isHidden = ({ software }: Adopting, { leads }: SeenSite, path: readonly string[]): boolean =>
  !leads && !knows(software, 'standby_cluster.sync-ignored') && OF_SYNCHRONOUS.includes(path.at(-1) ?? '');

const OF_SYNCHRONOUS = [
  'maximum_lag_on_syncnode',
  'synchronous_mode',
  'synchronous_mode_strict',
  'synchronous_node_count',
];
