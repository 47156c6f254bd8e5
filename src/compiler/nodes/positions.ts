import type { Position } from '../estate/estate.ts';
import type { Tree } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { JsonMap } from '../text/json.ts';
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
  /** Whether its own name is in the name of a slot. */
  readonly name: string;
}

/** The slot that a site would ask a new upstream for: the only one that is kept there, or the one that has its name. */
function slotAt(upstream: Dynamic, { members }: Entrance, name: string): string | undefined {
  const kept = ownSlots(upstream.tree, members);
  const word = name.toLowerCase().replace(/[^a-z0-9_]/g, '_');
  return kept.find((slot) => slot.includes(word)) ?? (kept.length === 1 ? kept[0] : undefined);
}

/**
 * The dynamic configuration of a site where it has another place among the others. Files of running clusters say only what
 * it is now. A site that is promoted loses `standby_cluster`; one that follows another site asks all its members, for the
 * slot that is kept there for it.
 */
export function dcsIn(
  site: Dynamic,
  position: Position,
  others: readonly { readonly dynamic: Dynamic; readonly entrance: Entrance }[],
): Tree {
  const { tree, follows, at, name } = site;
  if (position.upstream === follows) return tree;
  const upstream = position.upstream === undefined ? undefined : others[position.upstream];
  if (!upstream) return position.role === 'primary' ? withStandby(tree, undefined, at) : tree;
  const { entrance, dynamic } = upstream;
  const now = mapAt(tree.value, 'standby_cluster');
  const methods = listAt(now, 'create_replica_methods');
  const slot = slotAt(dynamic, entrance, name);
  return withStandby(
    tree,
    {
      ...now,
      host: entrance.host,
      port: entrance.port,
      primary_slot_name: slot,
      create_replica_methods: methods.length > 0 ? methods : undefined,
    },
    at,
  );
}
