import type { Place } from '../diagnostic.ts';
import { valueAt } from '../diagnostic.ts';
import type { Position } from './dcs.ts';
import { dcsOf } from './dcs.ts';
import type { Estate, Node, Role, Site } from './estate.ts';
import { etcdOf, initialCluster } from './etcd.ts';
import { haproxyOf } from './haproxy.ts';
import { derivedHba } from './hba.ts';
import type { NodePart, PartialTopology, Parts, SitePart } from './parts.ts';
import { partsOf } from './parts.ts';
import type { SiteShared } from './patroni.ts';
import { misplacedDcs, patroniOf, ringHosts } from './patroni.ts';

/** What the nodes of a site share. */
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

/** The site a standby site streams from: the one it names, unless that is itself; else the primary. */
function upstreamOf(parts: Parts, site: SitePart, primary: SitePart): SitePart | undefined {
  if (site === primary) return undefined;
  const follow = site.block.standby?.follow;
  if (follow === undefined) return primary;
  return parts.sites.find((other) => other.name === follow && other !== site);
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
    nodes,
  };
}

/** Everything the sites' roles decide, on nodes that they do not change. */
function estateOf(
  parts: Parts,
  nodes: ReadonlyMap<SitePart, readonly Node[]>,
  primary: SitePart | undefined,
  promoted: string | undefined,
): Estate {
  const upstreams = new Map(
    primary ? parts.sites.map((site) => [site, upstreamOf(parts, site, primary)]) : [],
  );
  const roleOf = (part: SitePart): Role | undefined => primary && (part === primary ? 'primary' : 'standby');
  const built = new Map<SitePart, Site & { upstream: Site | undefined }>();
  for (const part of parts.sites) {
    const upstream = upstreams.get(part);
    const position: Position = {
      role: roleOf(part),
      upstream,
      upstreamRole: upstream && roleOf(upstream),
      followers: parts.sites.filter((other) => upstreams.get(other) === part),
    };
    built.set(part, siteOf(parts, part, position, nodes.get(part) ?? []));
  }
  for (const [part, upstream] of upstreams) {
    const site = built.get(part);
    if (site) site.upstream = upstream && built.get(upstream);
  }
  const primaryAt: Place = valueAt('primary');
  return {
    name: parts.name,
    software: parts.software,
    softwareAt: (product) => valueAt('software', product),
    sites: [...built.values()],
    primary: primary && built.get(primary),
    primaryWord: { text: parts.topology.primary, at: primaryAt },
    promoted,
    reversed: () =>
      promoted === undefined && primary
        ? parts.sites
            .filter((site) => site !== primary)
            .map((site) => estateOf(parts, nodes, site, site.name))
        : [],
  };
}

/**
 * The estate that a topology describes.
 * @param topology well-formed as far as it goes; what is missing is left out of the estate
 */
export function buildEstate(topology: PartialTopology): Estate {
  const parts = partsOf(topology);
  const nodes = new Map(
    parts.sites.map((site) => {
      const shared = sharedOf(parts, site);
      return [site, site.nodes.map((node) => nodeOf(parts, site, node, shared))] as const;
    }),
  );
  const primary = parts.sites.find((site) => site.name === topology.primary);
  return estateOf(parts, nodes, primary, undefined);
}
