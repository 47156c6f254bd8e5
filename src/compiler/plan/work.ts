import type { Node, Site } from '../estate/estate.ts';
import { OF_STANDBYS, rises } from '../facts/effects/postgresql.ts';
import type { Change } from '../render/dcs-change.ts';
import { changesOf as dcsChanges } from '../render/dcs-change.ts';
import type { Json } from '../text/json.ts';
import { get } from '../text/json.ts';
import type { EstateChange } from './compare.ts';
import { isReplaced } from './compare.ts';
import type { SeenNode, SeenSite } from './observed.ts';
import type { SitePair } from './pairs.ts';
import { inEffect } from './same.ts';
import type { ValueChange } from './value-change.ts';

/** A machine that joins a site, or leaves it; or the service that does. */
export interface Joining {
  readonly node: Node;
  readonly patroni: boolean;
  readonly etcd: boolean;
  readonly haproxy: boolean;
}

/** One setting of the dynamic configuration, with what it is and what it shall be. */
export interface Setting extends Change {
  readonly from: Json | undefined;
}

/** What there is to do at one site. */
export interface SiteWork {
  readonly pair: SitePair;
  readonly values: readonly ValueChange[];
  readonly joining: readonly Joining[];
  readonly leaving: readonly (Joining & { readonly node: SeenNode; readonly isReplaced: boolean })[];
  /** Members and other machines that stay. */
  readonly staying: readonly Node[];
  readonly dynamic: {
    /** Slots that are new, or made anew. */
    readonly slots: readonly Setting[];
    /** Parameters that a standby must have at least as high as its primary: those that rise, and those that fall. */
    readonly raised: readonly Setting[];
    readonly lowered: readonly Setting[];
    /** From whom the site streams. */
    readonly following: readonly Setting[];
    readonly others: readonly Setting[];
    /** Slots that go. */
    readonly gone: readonly Setting[];
  };
}

const runs = ({ patroni, etcd, haproxy }: Node): Omit<Joining, 'node'> => ({
  patroni: patroni !== undefined,
  etcd: etcd !== undefined,
  haproxy: haproxy !== undefined,
});

/** The services that only one of two states of a machine has. */
function beside(node: Node, other: Node | undefined): Joining | undefined {
  const own = runs(node);
  const others = other ? runs(other) : { patroni: false, etcd: false, haproxy: false };
  const found = {
    node,
    patroni: own.patroni && !others.patroni,
    etcd: own.etcd && !others.etcd,
    haproxy: own.haproxy && !others.haproxy,
  };
  return found.patroni || found.etcd || found.haproxy ? found : undefined;
}

const isSlot = ({ path }: Change): boolean =>
  ['slots', 'permanent_slots', 'permanent_replication_slots'].includes(path[0] ?? '');

const isOrdered = ({ path }: Change): boolean =>
  path[0] === 'postgresql' && path[1] === 'parameters' && OF_STANDBYS.includes(path[2] ?? '');

const isRaised = ({ path, from, value }: Setting): boolean => rises(path[2] ?? '', from, value);

/** The settings that really change: what Patroni takes in any case stays as it is. */
function settingsOf(
  was: SeenSite | undefined,
  now: Site | undefined,
  values: readonly ValueChange[],
): Setting[] {
  if (!was || !now) return [];
  const changed = values.filter(({ what }) => what === 'dynamic').map(({ path }) => path);
  const touches = (one: readonly string[], other: readonly string[]): boolean =>
    one.slice(0, other.length).every((key, at) => key === other[at]);
  return dcsChanges(was.dcs, now.dcs.value)
    .map((change): Setting => ({ ...change, from: get(was.dcs, ...change.path) }))
    .filter(({ path, from, value }) => !inEffect(from, value) && changed.some((one) => touches(one, path)));
}

function dynamicOf(
  was: SeenSite | undefined,
  now: Site | undefined,
  values: readonly ValueChange[],
): SiteWork['dynamic'] {
  const all = settingsOf(was, now, values);
  const slots = all.filter(isSlot);
  const ordered = all.filter(isOrdered);
  const isFollowing = ({ path }: Change): boolean => path[0] === 'standby_cluster';
  return {
    slots: slots.filter(({ value }) => value !== undefined),
    gone: slots.filter(({ value }) => value === undefined),
    raised: ordered.filter(isRaised),
    lowered: ordered.filter((one) => !isRaised(one)),
    following: all.filter(isFollowing),
    others: all.filter((one) => !isSlot(one) && !isOrdered(one) && !isFollowing(one)),
  };
}

function workOf(pair: SitePair, change: EstateChange): SiteWork {
  const { was, now, nodes } = pair;
  const name = now?.name ?? was?.name ?? '';
  const moves = nodes.map((node) => {
    const moved = isReplaced(node);
    return {
      joining: node.now && beside(node.now, moved ? undefined : node.was),
      leaving: node.was && beside(node.was, moved ? undefined : node.now),
      moved,
    };
  });
  const values = change.values.filter(({ site }) => site === name);
  return {
    pair,
    values,
    joining: moves.flatMap(({ joining }) => joining ?? []),
    leaving: moves.flatMap(({ leaving, moved }) =>
      leaving ? [{ ...leaving, node: leaving.node as SeenNode, isReplaced: moved }] : [],
    ),
    staying: nodes.flatMap((node) => (node.was && node.now && !isReplaced(node) ? [node.now] : [])),
    dynamic: dynamicOf(was, now, values),
  };
}

/** How far a site is from the primary, over the sites that it follows. */
function depth({ pair: { now, was } }: SiteWork, all: readonly SiteWork[]): number {
  let steps = 0;
  let upstream = now?.upstream?.name ?? was?.upstream;
  while (upstream !== undefined && steps < all.length) {
    steps += 1;
    const next = all.find(({ pair }) => (pair.now?.name ?? pair.was?.name) === upstream);
    upstream = next?.pair.now?.upstream?.name ?? next?.pair.was?.upstream;
  }
  return steps;
}

/** What there is to do at every site: the standby sites first, those that are farthest from the primary before the others. */
export function workIn(change: EstateChange): SiteWork[] {
  const all = change.sites.map((pair) => workOf(pair, change));
  return all.toSorted((one, other) => depth(other, all) - depth(one, all));
}
