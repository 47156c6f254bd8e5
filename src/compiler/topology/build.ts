import type { Claims } from '../estate/claim.ts';
import type { Client, Endpoint, Estate, Node, Role, Site } from '../estate/estate.ts';
import { valueAt } from '../text/finding.ts';
import { dcsOf } from './derive/dcs.ts';
import { endpointOf } from './derive/endpoint.ts';
import { etcdOf, initialCluster } from './derive/etcd.ts';
import { haproxyOf } from './derive/haproxy.ts';
import { derivedHba } from './derive/hba.ts';
import { ignoredOverrides } from './derive/ignored.ts';
import type { SiteShared } from './derive/patroni.ts';
import { misplacedDcs, patroniOf, ringHosts } from './derive/patroni.ts';
import type { NodePart, PartialTopology, Parts, SitePart } from './inherited.ts';
import { partsOf } from './inherited.ts';
import type { Position } from './position.ts';

/** Data that the nodes of a site share. */
interface Shared extends SiteShared {
  readonly cluster: string;
}

function sharedOf(parts: Parts, site: SitePart): Shared {
  const hba = derivedHba(parts, site);
  return {
    hba,
    hbaTexts: hba.map((line) => line.text),
    etcdHosts: ringHosts(site),
    cluster: initialCluster(parts, site),
  };
}

function nodeOf(parts: Parts, site: SitePart, part: NodePart, shared: Shared): Node {
  const { pointer, runs } = part;
  const addressAt = valueAt(...pointer, 'address');
  return {
    name: part.name,
    site: site.name,
    nameAt: valueAt(...pointer, 'name'),
    address: part.address,
    written: { address: part.block.address, wan: part.block.wan_address },
    addressAt,
    wan: part.wan,
    wanAt: part.block.wan_address === undefined ? addressAt : valueAt(...pointer, 'wan_address'),
    patroni: runs.includes('postgresql') ? patroniOf(parts, site, part, shared) : undefined,
    etcd: runs.includes('etcd') ? etcdOf(parts, site, part, shared.cluster) : undefined,
    haproxy: runs.includes('haproxy') ? haproxyOf(parts, site, part) : undefined,
    guard: part.settings.text('strict', 'patroni', 'guard') === 'lenient' ? 'lenient' : 'strict',
    misplaced: misplacedDcs(part),
  };
}

/** Whether every item has a name. Items without a name are not in the estate, so a rule cannot know that something is missing. */
const allNamed = (items: readonly ({ readonly name?: string | undefined } | null)[] | undefined): boolean =>
  items?.every((item) => item?.name !== undefined) ?? false;

/** The upstream of a standby site: the site that it names, unless it names itself; else the primary. */
function upstreamOf(parts: Parts, site: SitePart, primary: SitePart): SitePart | undefined {
  if (site === primary) return undefined;
  const follow = site.block.standby?.follow;
  if (follow === undefined) return primary;
  return parts.sites.find((other) => other.name === follow && other !== site);
}

function siteEndpoint(part: SitePart): Endpoint | undefined {
  const endpoint = endpointOf(part);
  if (!endpoint) return undefined;
  const { pointer, proxies, ...rest } = endpoint;
  return { ...rest, at: valueAt(...pointer), proxies: proxies.map(({ name }) => name) };
}

function siteOf(parts: Parts, part: SitePart, position: Position, nodes: readonly Node[]): Site {
  const follow = part.block.standby?.follow;
  return {
    name: part.name,
    at: valueAt(...part.pointer, 'name'),
    role: position.role,
    upstream: undefined,
    follow:
      follow === undefined ? undefined : { text: follow, at: valueAt(...part.pointer, 'standby', 'follow') },
    dcs: dcsOf(parts, part, position),
    endpoint: siteEndpoint(part),
    nodes,
    nodesKnown:
      allNamed(part.block.nodes) && part.nodes.every(({ block }) => !(block.runs?.includes(null) ?? false)),
  };
}

/** The position of each site if this site is the primary, or if the primary is unknown. */
function positionsOf(parts: Parts, primary: SitePart | undefined): Map<SitePart, Position> {
  const roleOf = (part: SitePart): Role | undefined => primary && (part === primary ? 'primary' : 'standby');
  const followers = new Map(parts.sites.map((site): [SitePart, SitePart[]] => [site, []]));
  const positions = new Map<SitePart, Position>();
  for (const [site, own] of followers) {
    const upstream = primary && upstreamOf(parts, site, primary);
    if (upstream) followers.get(upstream)?.push(site);
    const upstreamRole = upstream && roleOf(upstream);
    positions.set(site, { role: roleOf(site), upstream, upstreamRole, followers: own });
  }
  return positions;
}

const clientsOf = ({ topology }: Parts): Client[] =>
  (topology.clients ?? []).flatMap((client, index) => {
    const { user, database, from } = client ?? {};
    if (user === undefined || database === undefined) return [];
    const isOne = typeof from === 'string';
    const words: readonly (string | null)[] = isOne ? [from] : ((from ?? []) as readonly (string | null)[]);
    const places = words.flatMap((text, item) =>
      text === null ? [] : [{ text, at: valueAt('clients', index, 'from', ...(isOne ? [] : [item])) }],
    );
    return [{ user, database, from: places }];
  });

/** Whether there are overrides at the top, under a site or under a node. */
const isOverridden = ({ topology, sites }: Parts): boolean =>
  [topology, ...sites.flatMap((site) => [site.block, ...site.nodes.map(({ block }) => block)])].some(
    ({ overrides }) => overrides !== undefined,
  );

/** Builds everything that depends on the roles of sites; the nodes do not depend on them. */
function estateOf(
  parts: Parts,
  nodes: ReadonlyMap<SitePart, readonly Node[]>,
  primary: SitePart | undefined,
  promoted: string | undefined,
  claimed: Claims,
): Estate {
  const positions = positionsOf(parts, primary);
  const built = new Map<SitePart | undefined, Site & { upstream: Site | undefined }>();
  for (const [part, position] of positions)
    built.set(part, siteOf(parts, part, position, nodes.get(part) ?? []));
  for (const [part, { upstream }] of positions) {
    const site = built.get(part);
    if (site) site.upstream = built.get(upstream);
  }
  let others: readonly Estate[] | undefined;
  const promotions = (): readonly Estate[] =>
    promoted === undefined && primary
      ? parts.sites
          .filter((site) => site !== primary)
          .map((site) => estateOf(parts, nodes, site, site.name, claimed))
      : [];
  return {
    name: parts.name,
    software: parts.software,
    softwareAt: (product) => valueAt('software', product),
    sites: [...built.values()],
    sitesKnown: allNamed(parts.topology.sites),
    primary: built.get(primary),
    primaryWord: { text: parts.topology.primary, at: valueAt('primary') },
    overridden: isOverridden(parts),
    ignored: ignoredOverrides(parts),
    clients: clientsOf(parts),
    claimed,
    promoted,
    promotions: () => {
      others ??= promotions();
      return others;
    },
  };
}

/**
 * The estate that a topology describes.
 * @param topology valid but perhaps incomplete; missing parts are left out of the estate
 * @param claimed claims of earlier estates in the same run
 */
export function buildEstate(topology: PartialTopology, claimed: Claims = new Map()): Estate {
  const parts = partsOf(topology);
  const nodes = new Map(
    parts.sites.map((site) => {
      const shared = sharedOf(parts, site);
      return [site, site.nodes.map((node) => nodeOf(parts, site, node, shared))] as const;
    }),
  );
  const primary = parts.sites.find((site) => site.name === topology.primary);
  return estateOf(parts, nodes, primary, undefined, claimed);
}
