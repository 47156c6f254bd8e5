import type { Position } from '../estate/estate.ts';
import type { Tree } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, listAt, mapAt, textAt } from '../text/json.ts';

/** Where a site is reached by those that follow it. */
export interface Entrance {
  /** Hosts as `standby_cluster.host` has them, with commas. */
  readonly host: string;
  readonly port: number | undefined;
  /** Names of its members, for which Patroni keeps slots by itself. */
  readonly members: readonly string[];
}

/** A tree whose `standby_cluster` is another one: what nobody has written is shown where the site is named. */
function withStandby(tree: Tree, standby: JsonMap | undefined, home: Place): Tree {
  const { standby_cluster: _, ...rest } = tree.value;
  const value = standby ? { ...rest, standby_cluster: standby } : rest;
  const isOther = ([first]: Pointer): boolean => first === 'standby_cluster';
  return {
    value,
    derived: value,
    isWritten: (...path) => !isOther(path) && tree.isWritten(...path),
    at: (...path) => (isOther(path) ? home : tree.at(...path)),
    removedAt: (...path) => (isOther(path) ? undefined : tree.removedAt(...path)),
  };
}

/** Names of slots in a dynamic configuration that no member of the site has by itself. */
function ownSlots(tree: Tree, members: readonly string[]): string[] {
  const slots = get(tree.value, 'slots');
  const names = members.map((name) => name.toLowerCase().replace(/[^a-z0-9_]/g, '_'));
  return Object.entries(isMap(slots) ? slots : {}).flatMap(([name, slot]) =>
    textAt(slot, 'type') === 'logical' || names.includes(name) ? [] : [name],
  );
}

/** What is known of a site when it is asked for another place among the others. */
export interface Dynamic {
  /** As it is in force. */
  readonly tree: Tree;
  /** The number of the site that it follows now; undefined while it leads. */
  readonly follows: number | undefined;
  /** Where the site is named. */
  readonly at: Place;
  readonly name: string;
  readonly entrance: Entrance;
}

/** The sites of an estate, and what those do who change roles. */
export interface Dynamics {
  readonly sites: readonly Dynamic[];
  /**
   * Whether the slots of the next roles are written already, so that one that is missing is missed: Patroni can be told since
   * 4.1 that a slot is for a primary alone. Of more than two sites nobody knows who will follow whom; then they are written with
   * the change.
   */
  readonly keepsSlots: boolean;
  /** Whether a standby site may not have synchronous replication written: whoever changes roles moves it along. */
  readonly movesSync: boolean;
}

/** The slot that a site asks for now. */
const slotNow = ({ tree }: Dynamic): string | undefined =>
  textAt(tree.value, 'standby_cluster', 'primary_slot_name');

/** The slot that a site would ask a new upstream for: the one that it asks for now, or one that is kept there for it. */
function slotAt(site: Dynamic, upstream: Dynamic, { sites, keepsSlots }: Dynamics): string | undefined {
  const now = slotNow(site);
  if (now !== undefined) return now;
  const taken = sites.flatMap((other) => slotNow(other) ?? []);
  const kept = ownSlots(upstream.tree, upstream.entrance.members).filter((slot) => !taken.includes(slot));
  const word = site.name.toLowerCase().replace(/[^a-z0-9_]/g, '_');
  const found = kept.find((slot) => slot.includes(word)) ?? (kept.length === 1 ? kept[0] : undefined);
  // It is written with the promotion, and nobody knows its name yet.
  return found ?? (keepsSlots ? undefined : `standby_cluster_${word}`);
}

/**
 * The slots that a promotion leaves at a site: a slot of a site that no longer streams from it goes, unless Patroni knows that
 * it is for a primary alone. Before 4.1, which cannot be told that, it gets those of the sites that stream from it then.
 */
function withSlots(tree: Tree, site: Dynamic, position: Position, all: Dynamics): Tree {
  const consumers = position.followers.flatMap((number) => {
    const follower = all.sites[number];
    const slot = follower && !readsArchive(follower) ? slotAt(follower, site, all) : undefined;
    return slot === undefined ? [] : [slot];
  });
  const slots = mapAt(tree.value, 'slots');
  const others = all.sites.flatMap((other) => slotNow(other) ?? []);
  const kept = Object.entries(slots).filter(
    ([name, slot]) =>
      !others.includes(name) || consumers.includes(name) || textAt(slot, 'cluster_type') !== undefined,
  );
  // A standby site that is followed keeps that slot in its new role too.
  const typed = ([name, slot]: [string, Json | undefined]): [string, Json | undefined] => {
    if (position.role !== 'standby' || !consumers.includes(name) || !isMap(slot)) return [name, slot];
    const { cluster_type: _, ...rest } = slot;
    return [name, rest];
  };
  const added = all.keepsSlots ? [] : consumers.filter((name) => !Object.hasOwn(slots, name));
  const value = {
    ...tree.value,
    slots: Object.fromEntries([...kept.map(typed), ...added.map((name) => [name, { type: 'physical' }])]),
  };
  return { ...tree, value, derived: value };
}

/** Settings of synchronous replication between the members of a site. */
const SYNC = ['synchronous_mode', 'synchronous_mode_strict', 'synchronous_node_count'];

/** With the settings of synchronous replication that a site of the other role has now. */
function withSync(tree: Tree, site: Dynamic, { sites, movesSync }: Dynamics): Tree {
  const other = sites.find(({ follows }) => (follows === undefined) !== (site.follows === undefined));
  if (!movesSync || !other) return tree;
  const kept = Object.entries(tree.value).filter(([key]) => !SYNC.includes(key));
  const moved = SYNC.flatMap((key) => {
    const value = other.tree.value[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const value: JsonMap = Object.fromEntries([...kept, ...moved]);
  return { ...tree, value, derived: value };
}

/** Whether a site takes WAL from an archive alone, whoever leads. */
const readsArchive = ({ tree, follows }: Dynamic): boolean =>
  follows !== undefined && textAt(tree.value, 'standby_cluster', 'host') === undefined;

/**
 * The dynamic configuration of a site where it has another place among the others. Files of running clusters say only what
 * it is now. A site that is promoted loses `standby_cluster`; one that follows another site asks all its members, for the
 * slot that is kept there for it.
 */
export function dcsIn(site: Dynamic, position: Position, all: Dynamics): Tree {
  const { tree, follows, at } = site;
  const isAsNow = all.sites.every(
    (other, number) => position.followers.includes(number) === (all.sites[other.follows ?? -1] === site),
  );
  if (position.upstream === follows && isAsNow) return tree;
  if (position.role !== 'primary' && readsArchive(site)) return withSlots(tree, site, position, all);
  const upstream = position.upstream === undefined ? undefined : all.sites[position.upstream];
  if (position.upstream === follows) return withSlots(tree, site, position, all);
  if (!upstream)
    return position.role === 'primary'
      ? withSlots(withSync(withStandby(tree, undefined, at), site, all), site, position, all)
      : tree;
  const now = mapAt(tree.value, 'standby_cluster');
  const methods = listAt(now, 'create_replica_methods');
  const turned = withStandby(
    tree,
    {
      ...now,
      host: upstream.entrance.host,
      port: upstream.entrance.port,
      primary_slot_name: slotAt(site, upstream, all),
      create_replica_methods: methods.length > 0 ? methods : undefined,
    },
    at,
  );
  return withSlots(follows === undefined ? withSync(turned, site, all) : turned, site, position, all);
}
