import type { Place, Pointer } from '../diagnostic.ts';
import { defaultAt, valueAt } from '../diagnostic.ts';
import type { Json } from '../emit/json.ts';
import { endpointOf, endpointPort } from './endpoint.ts';
import type { Role } from './estate.ts';
import type { NodePart, Parts, SitePart } from './parts.ts';
import { membersOf, postgresPort, timingAt } from './parts.ts';
import { slotName } from './slot-name.ts';
import type { JsonMap, Layer, Tree } from './tree.ts';
import { get, isMap, overlay } from './tree.ts';
import { knows } from './version.ts';

/** The role a site has in the estate at hand. */
export interface Position {
  readonly role: Role | undefined;
  readonly upstream: SitePart | undefined;
  /** The role of that upstream. */
  readonly upstreamRole: Role | undefined;
  /** The sites that stream from this one. */
  readonly followers: readonly SitePart[];
}

/** A function of a site alone, which every promotion asks again. */
function oncePerSite<T extends object>(make: (parts: Parts, site: SitePart) => T) {
  const made = new WeakMap<SitePart, T>();
  return (parts: Parts, site: SitePart): T => {
    const known = made.get(site) ?? make(parts, site);
    made.set(site, known);
    return known;
  };
}

/** A function of all sites, which each of them asks. */
function oncePerEstate<T extends object>(make: (parts: Parts) => T) {
  const made = new WeakMap<Parts, T>();
  return (parts: Parts): T => {
    const known = made.get(parts) ?? make(parts);
    made.set(parts, known);
    return known;
  };
}

interface KeptSlot {
  readonly name: string;
  readonly from: Place;
}

/**
 * Slots a site keeps for others: as written, or the slot of every site that streams from it in one role or the other.
 * A site that always follows some third one never consumes a slot here, and an idle slot holds WAL for ever.
 */
const keptSlots = oncePerSite((parts, site): readonly KeptSlot[] => {
  const written = site.block.slots;
  if (written)
    return written.flatMap((name, index) =>
      name === null ? [] : [{ name, from: valueAt(...site.pointer, 'slots', index) }],
    );
  return parts.sites.flatMap((other) => {
    const follow = other.block.standby?.follow ?? site.name;
    return other === site || follow !== site.name ? [] : [{ name: other.slot, from: other.slotAt }];
  });
});

/**
 * The `slots` of a site. With cluster_type a slot exists only while the site's cluster is primary, so both sites can
 * carry the other's from the start; a standby site keeps a slot always only for a site that streams from it. Before 4.1
 * Patroni does not know the key: a slot nobody consumes would be created, and hold WAL for ever, so those are left out.
 */
function slotsFor(parts: Parts, site: SitePart, { role, followers }: Position): JsonMap {
  const typed = knows(parts.software, 'slots.cluster_type');
  const standby = role === 'standby';
  const consumed = new Set(followers.map((follower) => follower.slot));
  const others = new Set(parts.sites.map((other) => other.slot));
  return Object.fromEntries(
    keptSlots(parts, site).flatMap(({ name }): [string, JsonMap][] => {
      if (consumed.has(slotName(name)) && standby) return [[name, { type: 'physical' }]];
      if (typed) return [[name, { type: 'physical', cluster_type: 'primary' }]];
      // A slot of no site serves somebody the topology does not know.
      const wanted = consumed.has(slotName(name)) || (!standby && !others.has(slotName(name)));
      return wanted ? [[name, { type: 'physical' }]] : [];
    }),
  );
}

/** The slots of a standby site that nobody follows: the same ones, whoever leads. */
const slotsAtRest = oncePerSite((parts, site) =>
  slotsFor(parts, site, { role: 'standby', upstream: undefined, upstreamRole: undefined, followers: [] }),
);

const slots = (parts: Parts, site: SitePart, position: Position): JsonMap =>
  position.role === 'standby' && position.followers.length === 0
    ? slotsAtRest(parts, site)
    : slotsFor(parts, site, position);

/**
 * Several hosts and a slot make Patroni ask for a host that takes writes (patroni/postgresql/config.py,
 * build_recovery_params): right below a primary, where it survives a failover there. Below a standby site no host
 * does, and nothing would ever connect: one member then stands for all.
 */
function sourcesOf(upstream: SitePart, role: Role | undefined): NodePart[] {
  const sources = membersOf(upstream);
  const reached = sources.find((node) => node.wan);
  return role === 'standby' && reached ? [reached] : sources;
}

/** Where a site finds the leader of its upstream: at its endpoint, or at one of its members, whichever leads. */
function sourceOf(upstream: SitePart, role: Role | undefined): JsonMap {
  const endpoint = endpointOf(upstream);
  // One host: Patroni asks it for no role, so that it serves below a standby site as well.
  if (endpoint?.address) return { host: endpoint.address.text, port: endpointPort(endpoint, role) };
  const sources = sourcesOf(upstream, role);
  const first = sources[0];
  return {
    // No blanks, no brackets: libpq takes the text between commas as it is, IPv6 addresses too.
    host: sources.flatMap((node) => (node.wan ? [node.wan.text] : [])).join(','),
    port: first ? postgresPort(first) : undefined,
  };
}

function standbyCluster(site: SitePart, position: Position): JsonMap | undefined {
  const { upstream } = position;
  if (!upstream) return undefined;
  const { restore_command, archive_cleanup_command, recovery_min_apply_delay } = site.block.standby ?? {};
  return {
    ...sourceOf(upstream, position.upstreamRole),
    primary_slot_name: site.slot,
    create_replica_methods: ['basebackup'],
    restore_command,
    archive_cleanup_command,
    recovery_min_apply_delay,
  };
}

/**
 * Senders and slots for every other member, every other site, two base backups and two to spare: of the largest site,
 * for a standby has to have as many as its primary.
 */
const sizes = oncePerEstate(({ sites }): JsonMap => {
  const most = Math.max(...sites.map((site) => membersOf(site).length));
  const others = Math.max(most - 1, 0) + (sites.length - 1);
  return { max_wal_senders: Math.max(10, others + 4), max_replication_slots: Math.max(10, others + 2) };
});

const postgresql = oncePerSite(
  (parts, site): JsonMap => ({
    use_pg_rewind: true,
    use_slots: true,
    parameters: {
      wal_level: 'replica',
      wal_log_hints: 'on',
      max_connections: 100,
      // A connection whose other end vanished is noticed as fast as a lost leader is, not after PostgreSQL's minute.
      wal_sender_timeout: `${parts.timing.ttl}s`,
      wal_receiver_timeout: `${parts.timing.ttl}s`,
      password_encryption: knows(parts.software, 'password.scram') ? undefined : 'scram-sha-256',
      ...sizes(parts),
      ...site.settings.merged('postgresql', 'parameters'),
    },
  }),
);

function derived(parts: Parts, site: SitePart, position: Position): JsonMap {
  const { timing } = parts;
  const kept = slots(parts, site, position);
  return {
    ttl: timing.ttl,
    loop_wait: timing.loop_wait,
    retry_timeout: timing.retry_timeout,
    primary_start_timeout: timing.primary_start_timeout,
    maximum_lag_on_failover: site.settings.number(1048576, 'patroni', 'maximum_lag_on_failover'),
    failsafe_mode: site.settings.get('patroni', 'failsafe_mode')?.value === true,
    standby_cluster: standbyCluster(site, position),
    slots: Object.keys(kept).length > 0 ? kept : undefined,
    postgresql: postgresql(parts, site),
  };
}

function standbyOrigin(site: SitePart, upstream: SitePart | undefined, key: string): Place {
  if (key === 'primary_slot_name') return site.slotAt;
  if (Object.hasOwn(site.block.standby ?? {}, key)) return valueAt(...site.pointer, 'standby', key);
  const endpoint = upstream && endpointOf(upstream);
  if (endpoint?.address && (key === 'host' || key === 'port')) return valueAt(...endpoint.pointer);
  return upstream ? valueAt(...upstream.pointer, 'nodes') : valueAt(...site.pointer, 'name');
}

function slotOrigin(parts: Parts, site: SitePart, name: string): Place {
  const near = [...site.pointer, 'name'];
  const slot = keptSlots(parts, site).find((kept) => kept.name === name);
  return slot?.from ?? { ...defaultAt(near, ...site.pointer, 'slots'), part: 'key' };
}

/** Where a derived value of the dynamic configuration comes from. */
function origin(parts: Parts, site: SitePart, position: Position, path: Pointer): Place {
  const [key, ...rest] = path;
  const near = [...site.pointer, 'name'];
  const name = String(rest[0] ?? '');
  switch (key) {
    case 'slots':
      return slotOrigin(parts, site, name);
    case 'standby_cluster':
      return standbyOrigin(site, position.upstream, name);
    case 'postgresql':
      return name === 'parameters'
        ? site.settings.at(near, 'postgresql', 'parameters', String(rest[1] ?? ''))
        : defaultAt(near, 'overrides', 'patroni', 'bootstrap', 'dcs', ...path);
    case 'failsafe_mode':
    case 'maximum_lag_on_failover':
      return site.settings.at(near, 'patroni', key);
    default:
      return timingAt(parts, near, String(key ?? ''));
  }
}

/**
 * The `bootstrap.dcs` of a site's overrides. What they say of standby_cluster is how the site follows: it waits while the
 * site is primary, where any of it would make it follow.
 */
const dcsLayers = (site: SitePart, role: Role | undefined): Layer[] =>
  site.settings.layers('overrides', 'patroni').flatMap(({ value, pointer }) => {
    const dcs: Json | undefined = get(value, 'bootstrap', 'dcs');
    if (!isMap(dcs)) return [];
    const { standby_cluster, ...always } = dcs;
    return [{ value: role === 'primary' ? always : dcs, pointer: [...pointer, 'bootstrap', 'dcs'] }];
  });

/** The dynamic configuration of a site: one object, for bootstrap.dcs of its nodes and for dcs.yml. */
export const dcsOf = (parts: Parts, site: SitePart, position: Position): Tree =>
  overlay(derived(parts, site, position), dcsLayers(site, position.role), (path) =>
    origin(parts, site, position, path),
  );
