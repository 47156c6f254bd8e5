import type { Claims } from '../estate/claim.ts';
import type { Client, Endpoint, Estate, Node } from '../estate/estate.ts';
import type { Unplaced } from '../estate/promote.ts';
import { placed } from '../estate/promote.ts';
import { valueAt } from '../text/finding.ts';
import { dcsOf } from './derive/dcs.ts';
import { endpointOf } from './derive/endpoint.ts';
import { etcdOf, initialCluster } from './derive/etcd.ts';
import { haproxyOf } from './derive/haproxy.ts';
import { derivedHba } from './derive/hba.ts';
import { ignoredOverrides } from './derive/ignored.ts';
import type { SiteShared } from './derive/patroni.ts';
import { misplacedDcs, patroniOf, ringHosts } from './derive/patroni.ts';
import type { Inherited, NodePart, PartialTopology, SitePart } from './inherited.ts';
import { inherit } from './inherited.ts';
import { monitoringOf } from './monitoring.ts';

/** Data that the nodes of a site share. */
interface Shared extends SiteShared {
  readonly cluster: string;
}

function sharedOf(inherited: Inherited, site: SitePart): Shared {
  const hba = derivedHba(inherited, site);
  return {
    hba,
    hbaTexts: hba.map((line) => line.text),
    etcdHosts: ringHosts(site),
    cluster: initialCluster(inherited, site),
  };
}

function nodeOf(inherited: Inherited, site: SitePart, part: NodePart, shared: Shared): Node {
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
    patroni: runs.includes('postgresql') ? patroniOf(inherited, site, part, shared) : undefined,
    etcd: runs.includes('etcd') ? etcdOf(inherited, site, part, shared.cluster) : undefined,
    haproxy: runs.includes('haproxy') ? haproxyOf(inherited, site, part) : undefined,
    guard: part.settings.text('strict', 'patroni', 'guard') === 'lenient' ? 'lenient' : 'strict',
    misplaced: misplacedDcs(part),
  };
}

/** Whether every item has a name. Items without a name are not in the estate, so a rule cannot know that something is missing. */
const allNamed = (items: readonly ({ readonly name?: string | undefined } | null)[] | undefined): boolean =>
  items?.every((item) => item?.name !== undefined) ?? false;

function siteEndpoint(part: SitePart): Endpoint | undefined {
  const endpoint = endpointOf(part);
  if (!endpoint) return undefined;
  const { pointer, proxies, ...rest } = endpoint;
  return { ...rest, at: valueAt(...pointer), proxies: proxies.map(({ name }) => name) };
}

function siteOf(inherited: Inherited, part: SitePart, nodes: readonly Node[]): Unplaced {
  const follow = part.block.standby?.follow;
  return {
    name: part.name,
    at: valueAt(...part.pointer, 'name'),
    follow:
      follow === undefined ? undefined : { text: follow, at: valueAt(...part.pointer, 'standby', 'follow') },
    dcsAs: (position) => dcsOf(inherited, part, position),
    endpoint: siteEndpoint(part),
    nodes,
    nodesKnown:
      allNamed(part.block.nodes) && part.nodes.every(({ block }) => !(block.runs?.includes(null) ?? false)),
  };
}

const clientsOf = ({ topology }: Inherited): Client[] =>
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

/** Whether anything is written under overrides, at the top, under a site or a node. */
const hasOverrides = ({ topology, sites }: Inherited): boolean =>
  [topology, ...sites.flatMap((site) => [site.block, ...site.nodes.map(({ block }) => block)])].some(
    ({ overrides }) => overrides !== undefined,
  );

/**
 * The estate that a topology describes.
 * @param topology valid but perhaps incomplete; missing parts are left out of the estate
 * @param claimed claims of earlier estates in the same run
 */
export function buildEstate(topology: PartialTopology, claimed: Claims = new Map()): Estate {
  const inherited = inherit(topology);
  const unplaced = inherited.sites.map((site) => {
    const shared = sharedOf(inherited, site);
    return siteOf(
      inherited,
      site,
      site.nodes.map((node) => nodeOf(inherited, site, node, shared)),
    );
  });
  const leader = inherited.sites.findIndex((site) => site.name === topology.primary);
  const primary = leader === -1 ? undefined : leader;
  const sites = placed(unplaced, primary);
  return {
    name: inherited.name,
    software: inherited.software,
    softwareAt: (product) => valueAt('software', product),
    sites,
    sitesKnown: allNamed(topology.sites),
    primary: primary === undefined ? undefined : sites[primary],
    primaryWord: { text: topology.primary, at: valueAt('primary') },
    overridden: hasOverrides(inherited),
    ignored: ignoredOverrides(inherited),
    clients: clientsOf(inherited),
    monitoring: monitoringOf(inherited.topology.monitoring, inherited.name),
    claimed,
    promoted: undefined,
  };
}
