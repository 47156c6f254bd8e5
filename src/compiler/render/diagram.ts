import type { Estate, Node, Site } from '../estate/estate.ts';
import { members, ring, servicesOf } from '../estate/estate.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { promote, promotionsOf } from '../estate/promote.ts';
import type { JsonMap } from '../text/json.ts';
import { mapAt, textAt } from '../text/json.ts';
import { forwardsWrites, portOf } from './reach.ts';

/** An arrow of WAL. */
interface Flow {
  readonly from: string;
  readonly fromId: string;
  readonly to: string;
  readonly toId: string;
  readonly slot: string;
}

/** The names in a box of the diagram; for many nodes, only their number. */
const named = (nodes: readonly Node[]): string[] =>
  nodes.length <= 8 ? nodes.map((node) => node.name) : [`${nodes.length} nodes`];

const ROLES = { primary: 'primary cluster', standby: 'standby cluster' } as const;

function flowsOf(estate: Estate, id: (site: Site) => string): Flow[] {
  return estate.sites.flatMap((site) => {
    const { upstream } = site;
    if (!upstream) return [];
    const slot = textAt(site.dcs.value, 'standby_cluster', 'primary_slot_name') ?? 'none';
    return [{ from: upstream.name, fromId: id(upstream), to: site.name, toId: id(site), slot }];
  });
}

/** Ports on which a node listens for others, as text; empty for a service that it does not run. */
function portsOf({ patroni, etcd, haproxy }: Node) {
  const url = (key: string): string => portOf(textAt(etcd?.value, key)?.split(',')[0]);
  return {
    postgresql: portOf(textAt(patroni?.value, 'postgresql', 'connect_address')),
    patroni: portOf(textAt(patroni?.value, 'restapi', 'connect_address')),
    client: url('advertise-client-urls'),
    peer: url('initial-advertise-peer-urls'),
    haproxy: haproxy?.pools.map(({ front }) => portOf(bindOf(front))).join(', ') ?? '',
  };
}

const poolNames = (estate: Estate): string[] =>
  estate.sites
    .flatMap(({ nodes }) => nodes)
    .find(({ haproxy }) => haproxy)
    ?.haproxy?.pools.map(({ name }) => name) ?? [];

/** What `standby` of a topology says of a site; its dynamic configuration has it only while it follows. */
function standbyOf(estate: Estate, site: Site): JsonMap {
  const index = estate.sites.indexOf(site);
  const follows = [estate, ...promotionsOf(estate)].find(({ sites }) => sites[index]?.role === 'standby');
  const cluster = mapAt(follows?.sites[index]?.dcs.value, 'standby_cluster');
  const { primary_slot_name, host, restore_command, archive_cleanup_command, recovery_min_apply_delay } =
    cluster;
  return {
    slot: primary_slot_name,
    follow: site.follow?.text,
    from: host === undefined && restore_command !== undefined ? 'archive' : undefined,
    restore_command,
    archive_cleanup_command,
    recovery_min_apply_delay,
  };
}

/** What each site does in either role, by its name. */
const rolesOf = (estate: Estate): JsonMap =>
  Object.fromEntries(
    estate.sites.map((site) => {
      const leads = promote(estate, site).sites[estate.sites.indexOf(site)];
      const slots = Object.keys(mapAt(leads?.dcs.value, 'slots'));
      return [site.name, { standby: standbyOf(estate, site), slots: slots.length > 0 ? slots : undefined }];
    }),
  );

/** The context of topology.md: boxes, arrows, and a table of machines. */
export function diagramContext(estate: Estate) {
  const ids = new Map(estate.sites.map((site, index) => [site.name, `s${index}`]));
  const id = (site: Site): string => ids.get(site.name) ?? '';
  const flows = flowsOf(estate, id);
  const drawn = new Set(flows.map(({ from, to }) => `${from} ${to}`));
  const reverse = promotionsOf(estate)
    .flatMap((promoted) => flowsOf(promoted, id))
    .filter(({ from, to }) => !drawn.has(`${from} ${to}`) && drawn.add(`${from} ${to}`));
  return {
    name: estate.name,
    primary: estate.primary?.name,
    flows,
    reverse,
    versions: Object.entries(estate.software).map(([program, { text }]) => `${program} ${text}`),
    roles: rolesOf(estate),
    monitoring: estate.monitoring && { monitoring: estate.monitoring.written },
    pools: poolNames(estate),
    writesAll: estate.sites.some(forwardsWrites),
    endpoints: estate.sites.flatMap(({ name, endpoint }) =>
      endpoint?.address
        ? [
            {
              site: name,
              host: endpoint.address.text,
              port: String(endpoint.port),
              proxies: endpoint.proxies.join(', '),
            },
          ]
        : [],
    ),
    sites: estate.sites.map((site) => {
      const proxies = site.nodes.filter((node) => node.haproxy);
      return {
        id: id(site),
        name: site.name,
        roleName: site.role ? ROLES[site.role] : 'site',
        scope: textAt(members(site)[0]?.patroni.value, 'scope') ?? '',
        hasProxies: proxies.length > 0,
        proxies: named(proxies),
        members: named(members(site)),
        ring: named(ring(site)),
      };
    }),
    nodes: estate.sites.flatMap((site) =>
      site.nodes.map((node) => ({
        site: site.name,
        name: node.name,
        address: node.address?.text ?? '',
        wan: node.wan?.text ?? '',
        runs: servicesOf(node).join(', '),
        ports: portsOf(node),
      })),
    ),
  };
}
