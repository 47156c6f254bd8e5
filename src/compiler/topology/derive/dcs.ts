import type { Position, Role } from '../../estate/estate.ts';
import type { Tree, WrittenBlock } from '../../estate/tree.ts';
import { slotName } from '../../facts/slot-name.ts';
import { knows } from '../../facts/version.ts';
import type { Place } from '../../text/finding.ts';
import { defaultAt, valueAt } from '../../text/finding.ts';
import type { Json, JsonMap } from '../../text/json.ts';
import { get, isMap } from '../../text/json.ts';
import type { OncePer } from '../../text/once.ts';
import { oncePer } from '../../text/once.ts';
import type { SourcedMap } from '../from.ts';
import { from, overlay } from '../from.ts';
import type { Inherited, SitePart } from '../inherited.ts';
import { membersOf, timingAt } from '../inherited.ts';
import type { PartPosition } from '../position.ts';
import { readsArchive } from './copies.ts';
import { standbyCluster, standbyOrigin } from './standby-cluster.ts';

/** Caches a function of a site that does not depend on roles, because every promotion calls it again. */
function oncePerSite<T extends object>(make: (inherited: Inherited, site: SitePart) => T) {
  const made = new WeakMap<SitePart, T>();
  return (inherited: Inherited, site: SitePart): T => {
    const known = made.get(site) ?? make(inherited, site);
    made.set(site, known);
    return known;
  };
}

interface KeptSlot {
  readonly name: string;
  readonly from: Place;
}

/**
 * Slots that a site keeps for other sites: as written, or the slot of every site that streams from it in some role. A site
 * that always follows a third site never uses a slot here, and neither does a site that reads only the archive: an idle
 * slot would hold WAL without limit.
 */
const keptSlots = oncePerSite((inherited, site): readonly KeptSlot[] => {
  const written = site.block.slots;
  if (written)
    return written.flatMap((name, index) =>
      name === null ? [] : [{ name, from: valueAt(...site.pointer, 'slots', index) }],
    );
  return inherited.sites.flatMap((other) => {
    const follow = other.block.standby?.follow ?? site.name;
    return other === site || follow !== site.name || readsArchive(other)
      ? []
      : [{ name: other.slot, from: other.slotAt }];
  });
});

/**
 * The `slots` of a site. With cluster_type, a slot exists only while the site's cluster is primary, so each site can declare
 * the other sites' slots from the start; a standby site always keeps a slot only for a site that streams from it. Patroni
 * before 4.1 does not know the key: an unused slot would be created and hold WAL without limit, so such slots are left out.
 */
function slotsFor(inherited: Inherited, site: SitePart, { role, followers }: PartPosition): JsonMap {
  const typed = knows(inherited.software, 'slots.cluster_type');
  const standby = role === 'standby';
  const consumed = new Set(followers.filter((one) => !readsArchive(one)).map((follower) => follower.slot));
  const others = new Set(inherited.sites.map((other) => other.slot));
  return Object.fromEntries(
    keptSlots(inherited, site).flatMap(({ name }): [string, JsonMap][] => {
      if (consumed.has(slotName(name)) && standby) return [[name, { type: 'physical' }]];
      if (typed) return [[name, { type: 'physical', cluster_type: 'primary' }]];
      // A slot that belongs to no site serves a consumer that the topology does not know.
      const wanted = consumed.has(slotName(name)) || (!standby && !others.has(slotName(name)));
      return wanted ? [[name, { type: 'physical' }]] : [];
    }),
  );
}

/** The slots of a standby site without followers: they are the same whichever site leads. */
const slotsAtRest = oncePerSite((inherited, site) =>
  slotsFor(inherited, site, { role: 'standby', upstream: undefined, upstreamRole: undefined, followers: [] }),
);

const slots = (inherited: Inherited, site: SitePart, position: PartPosition): JsonMap =>
  position.role === 'standby' && position.followers.length === 0
    ? slotsAtRest(inherited, site)
    : slotsFor(inherited, site, position);

/**
 * Senders and slots for every other member of the largest site, every other site, two base backups and two spares. All
 * sites have the same numbers, because a standby needs at least as many as its primary.
 */
const sizes: OncePer<Inherited, JsonMap> = oncePer(({ sites }) => {
  const most = Math.max(...sites.map((site) => membersOf(site).length));
  const others = Math.max(most - 1, 0) + (sites.length - 1);
  return { max_wal_senders: Math.max(10, others + 4), max_replication_slots: Math.max(10, others + 2) };
});

const postgresql = oncePerSite((inherited, site): SourcedMap => {
  const { settings } = site;
  const near = [...site.pointer, 'name'];
  const parameters: JsonMap = {
    wal_level: 'replica',
    wal_log_hints: 'on',
    max_connections: 100,
    // A connection whose other end has vanished is detected as fast as a lost leader, not after PostgreSQL's minute.
    wal_sender_timeout: `${inherited.timing.ttl}s`,
    wal_receiver_timeout: `${inherited.timing.ttl}s`,
    password_encryption: knows(inherited.software, 'password.scram') ? undefined : 'scram-sha-256',
    ...sizes(inherited),
    ...settings.merged('postgresql', 'parameters'),
  };
  return {
    use_pg_rewind: true,
    use_slots: true,
    parameters: from(
      ([name = '']) => settings.at(near, 'postgresql', 'parameters', String(name)),
      parameters,
    ),
  };
});

/** Keys of the dynamic configuration that the language has under `patroni`, by the same name. */
function ofPatroni({ settings, pointer }: SitePart, values: JsonMap): SourcedMap {
  const near = [...pointer, 'name'];
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, from(() => settings.at(near, 'patroni', key), value)]),
  );
}

/**
 * Settings of synchronous replication. Patroni from 3.2 on ignores them in a standby cluster, so every site can have them.
 * Before, a standby cluster cannot switch over with them, and a site gets them with its promotion.
 */
function synchronous({ software }: Inherited, { settings }: SitePart, role: Role | undefined): JsonMap {
  const isLeftOut = role === 'standby' && !knows(software, 'standby_cluster.sync-ignored');
  const word = (key: string): Json | undefined =>
    isLeftOut ? undefined : settings.get('patroni', key)?.value;
  const mode = word('synchronous_mode');
  return {
    maximum_lag_on_syncnode: word('maximum_lag_on_syncnode'),
    synchronous_mode: mode === 'quorum' ? mode : mode === 'on' || mode === true ? true : undefined,
    synchronous_mode_strict: word('synchronous_mode_strict'),
    synchronous_node_count: word('synchronous_node_count'),
  };
}

function slotOrigin(inherited: Inherited, site: SitePart, name: string): Place {
  const near = [...site.pointer, 'name'];
  const slot = keptSlots(inherited, site).find((kept) => kept.name === name);
  return slot?.from ?? { ...defaultAt(near, ...site.pointer, 'slots'), part: 'key' };
}

function derived(inherited: Inherited, site: SitePart, position: PartPosition): SourcedMap {
  const { timing } = inherited;
  const kept = slots(inherited, site, position);
  return {
    ttl: timing.ttl,
    loop_wait: timing.loop_wait,
    retry_timeout: timing.retry_timeout,
    primary_start_timeout: timing.primary_start_timeout,
    ...ofPatroni(site, {
      maximum_lag_on_failover: site.settings.number(1048576, 'patroni', 'maximum_lag_on_failover'),
      ...synchronous(inherited, site, position.role),
      failsafe_mode: site.settings.get('patroni', 'failsafe_mode')?.value === true,
    }),
    standby_cluster: from(
      (below) => standbyOrigin(site, position.upstream, below.map(String)),
      standbyCluster(site, position),
    ),
    slots: from(
      ([name = '']) => slotOrigin(inherited, site, String(name)),
      Object.keys(kept).length > 0 ? kept : undefined,
    ),
    postgresql: postgresql(inherited, site),
  };
}

/**
 * The `bootstrap.dcs` of a site's overrides. Overrides of standby_cluster apply only while the site follows: on the primary
 * site, any part of standby_cluster would make it follow.
 */
const dcsLayers = (site: SitePart, role: Role | undefined): WrittenBlock[] =>
  site.settings.layers('overrides', 'patroni').flatMap(({ value, pointer }) => {
    const dcs: Json | undefined = get(value, 'bootstrap', 'dcs');
    if (!isMap(dcs)) return [];
    const { standby_cluster, ...always } = dcs;
    return [{ value: role === 'primary' ? always : dcs, pointer: [...pointer, 'bootstrap', 'dcs'] }];
  });

const inParts = ({ sites }: Inherited, { upstream, followers, ...roles }: Position): PartPosition => ({
  ...roles,
  upstream: upstream === undefined ? undefined : sites[upstream],
  followers: followers.flatMap((index) => sites[index] ?? []),
});

/** The dynamic configuration of a site: one object, for bootstrap.dcs of its nodes and for dcs.yml. */
export const dcsOf = (inherited: Inherited, site: SitePart, among: Position): Tree => {
  const position = inParts(inherited, among);
  const near = [...site.pointer, 'name'];
  return overlay(derived(inherited, site, position), dcsLayers(site, position.role), (path) =>
    path[0] === 'postgresql'
      ? defaultAt(near, 'overrides', 'patroni', 'bootstrap', 'dcs', ...path)
      : timingAt(inherited, near, String(path[0] ?? '')),
  );
};
