import type { Role } from '../../estate/estate.ts';
import type { Place } from '../../text/finding.ts';
import { valueAt } from '../../text/finding.ts';
import type { JsonMap } from '../../text/json.ts';
import type { NodePart, SitePart } from '../inherited.ts';
import { membersOf, postgresPort } from '../inherited.ts';
import type { PartPosition } from '../position.ts';
import { copyMethods, readsArchive } from './copies.ts';
import { endpointOf, endpointPort } from './endpoint.ts';
import { leadersAmong } from './may-lead.ts';

/**
 * With several hosts and a slot, Patroni requires a host that takes writes (patroni/postgresql/config.py,
 * build_recovery_params). That is right if the upstream is the primary site, and survives a failover there. If the upstream
 * is a standby site, no host takes writes and nothing would ever connect, so only one member is used. It must be a member
 * that may lead: other members never have the slot (patroni/dcs/__init__.py, _get_permanent_slots).
 */
function sourcesOf(upstream: SitePart, role: Role | undefined): readonly NodePart[] {
  const sources = leadersAmong(membersOf(upstream));
  const reached = sources.find((node) => node.wan);
  return role === 'standby' && reached ? [reached] : sources;
}

/** Where a site finds the leader of its upstream: at its endpoint, or at its members. */
function sourceOf(upstream: SitePart, role: Role | undefined): JsonMap {
  const endpoint = endpointOf(upstream);
  // With one host, Patroni requires no role, so it also works if the upstream is a standby site.
  if (endpoint?.address) return { host: endpoint.address.text, port: endpointPort(endpoint, role) };
  const sources = sourcesOf(upstream, role);
  const first = sources[0];
  return {
    // No blanks and no brackets: libpq uses the text between commas unchanged, also for IPv6 addresses.
    host: sources.flatMap((node) => (node.wan ? [node.wan.text] : [])).join(','),
    port: first ? postgresPort(first) : undefined,
  };
}

/** How a site follows; undefined while it is the primary. */
export function standbyCluster(
  site: SitePart,
  { upstream, upstreamRole }: PartPosition,
): JsonMap | undefined {
  if (!upstream) return undefined;
  const { restore_command, archive_cleanup_command, recovery_min_apply_delay } = site.block.standby ?? {};
  return {
    // Without a host, Patroni takes WAL only with restore_command (patroni/ha.py, get_remote_member).
    ...(readsArchive(site) ? {} : { ...sourceOf(upstream, upstreamRole), primary_slot_name: site.slot }),
    create_replica_methods: copyMethods(site) ?? ['basebackup'],
    restore_command,
    archive_cleanup_command,
    recovery_min_apply_delay,
  };
}

/** Where a value of standby_cluster comes from. */
export function standbyOrigin(
  site: SitePart,
  upstream: SitePart | undefined,
  [key = '', ...rest]: readonly string[],
): Place {
  if (Object.hasOwn(site.block.standby ?? {}, key)) return valueAt(...site.pointer, 'standby', key);
  const methods = key === 'create_replica_methods' ? site.settings.get('postgresql', key)?.at : undefined;
  if (methods) return valueAt(...methods.pointer, ...rest);
  if (readsArchive(site)) return valueAt(...site.pointer, 'standby', 'from');
  if (key === 'primary_slot_name') return site.slotAt;
  const endpoint = upstream && endpointOf(upstream);
  if (endpoint?.address && (key === 'host' || key === 'port')) return valueAt(...endpoint.pointer);
  return upstream ? valueAt(...upstream.pointer, 'nodes') : valueAt(...site.pointer, 'name');
}
