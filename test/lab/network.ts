import type { Estate, Node, Site } from '../../src/index.ts';
import { type Network, startNetwork, type Uplink } from '../real/machine.ts';
import { addressesFor } from '../real/names.ts';

/** Addresses of clients: those for benchmarks (RFC 2544, RFC 5180), which no topology uses. */
export const CLIENT_ADDRESSES = ['198.19.0.1', '2001:2::1'];

/** A machine on the network. */
export interface Connection {
  readonly network: Network;
  readonly addresses: readonly string[];
  readonly uplink?: Uplink;
}

/**
 * The estate's isolated network: one switch for all nodes, and a second switch for each site whose nodes have other addresses
 * for other sites (`wan_address`), so that two sites may use the same private addresses. The lab does not simulate address
 * translation: a node also has its outer address.
 */
export interface LabNetwork {
  /** Names for /etc/hosts: the names of nodes, and host names in the topology. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly client: Connection;
  connectionOf(node: Node): Connection;
  stop(): Promise<void>;
}

/** Starts the network. A host name in the topology gets an address of its own. */
export async function startLabNetwork(estate: Estate): Promise<LabNetwork> {
  const nodes = estate.sites.flatMap((site) => site.nodes);
  const written = nodes.flatMap(({ address, wan }) => [address?.text ?? '', wan?.text ?? '']);
  const named = addressesFor(written);
  const ipOf = (text = ''): string => named.get(text) ?? text;
  const hosts = new Map(named);
  for (const { name, address } of nodes) if (!hosts.has(name)) hosts.set(name, ipOf(address?.text));

  const outside = await startNetwork();
  const inside = new Map<string, { network: Network; neighbours: readonly string[] }>();
  for (const site of estate.sites.filter(hasTwoSides)) {
    const neighbours = site.nodes.map(({ address }) => ipOf(address?.text));
    inside.set(site.name, { network: await startNetwork(), neighbours });
  }
  return {
    hosts,
    client: { network: outside, addresses: CLIENT_ADDRESSES },
    connectionOf({ site, address, wan }) {
      const own = ipOf(address?.text);
      const lan = inside.get(site);
      if (!lan) return { network: outside, addresses: [own] };
      const neighbours = lan.neighbours.filter((ip) => ip !== own);
      const uplink = { network: outside, addresses: [ipOf(wan?.text)], neighbours };
      return { network: lan.network, addresses: [own], uplink };
    },
    async stop() {
      await Promise.all(
        [outside, ...[...inside.values()].map(({ network }) => network)].map((one) => one.stop()),
      );
    },
  };
}

/** Whether other sites use other addresses for nodes of this site than its own nodes do. */
const hasTwoSides = ({ nodes }: Site): boolean =>
  nodes.some(({ address, wan }) => wan !== undefined && wan.text !== address?.text);
