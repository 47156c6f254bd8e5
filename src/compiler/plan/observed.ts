import type { Estate, Node, Service } from '../estate/estate.ts';
import type { JsonMap } from '../text/json.ts';

/** A machine as its files show it. */
export type SeenNode = Node & {
  /** What runs on it though none of its files is there. */
  readonly assumed?: readonly Service[];
  /** Whether its Patroni keeps its state by the API of etcd 2. */
  readonly usesOldApi?: boolean;
};

/** A site whose values are compared: as its files say them, or as a topology compiles to them. */
export interface SeenSite {
  readonly name: string;
  /** The site takes writes. */
  readonly leads: boolean;
  readonly dcs: JsonMap;
  readonly nodes: readonly SeenNode[];
  /** The site that it streams from; undefined where it leads, or nobody knows. */
  readonly upstream: string | undefined;
  /** The address that always leads to its leader. */
  readonly endpoint: { readonly host: string; readonly port: number } | undefined;
}

/** Values of an estate, by site and node, in the order of the topology. */
export type Seen = readonly SeenSite[];

/** What a topology compiles to. */
export const seenIn = ({ sites }: Estate): Seen =>
  sites.map(({ name, role, dcs, nodes, upstream, endpoint }) => ({
    name,
    leads: role === 'primary',
    dcs: dcs.value,
    nodes,
    upstream: upstream?.name,
    endpoint: endpoint && { host: endpoint.text ?? '', port: endpoint.port },
  }));

/** A value of every node. */
export const ofNodes = <T>(seen: Seen, read: (node: Node, site: SeenSite) => T): T[][] =>
  seen.map((site) => site.nodes.map((node) => read(node, site)));

/** A value of every site, as if each were one node: to spread what belongs to sites. */
export const ofSites = <T>(seen: Seen, read: (site: SeenSite) => T): T[][] =>
  seen.map((site) => [read(site)]);
