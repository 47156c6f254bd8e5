import type { Estate, Node } from '../../src/index.ts';
import { type Network, startNetwork } from '../real/machine.ts';
import { addressesFor } from '../real/names.ts';

/** Where clients live: addresses for benchmarks (RFC 2544, RFC 5180), which no topology uses. */
export const CLIENT_ADDRESSES = ['198.19.0.1', '2001:2::1'];

/** The estate's network: one switch that reaches nothing else, and who has which address. */
export interface LabNetwork {
  readonly switch: Network;
  /** Names for /etc/hosts: of nodes, and those that stand in the topology. */
  readonly hosts: ReadonlyMap<string, string>;
  /** The IP addresses of a node: its own, and the one that other sites know it by. */
  addressesOf(node: Node): string[];
  stop(): Promise<void>;
}

/** Starts the network. A host name in the topology gets an address of its own. */
export async function startLabNetwork(estate: Estate): Promise<LabNetwork> {
  const nodes = estate.sites.flatMap((site) => site.nodes);
  const written = nodes.flatMap(({ address, wan }) => [address?.text ?? '', wan?.text ?? '']);
  const named = addressesFor(written);
  const addressesOf = ({ address, wan }: Node): string[] => [
    ...new Set([address, wan].flatMap((one) => (one ? [named.get(one.text) ?? one.text] : []))),
  ];
  const hosts = new Map(named);
  for (const node of nodes) {
    const [own] = addressesOf(node);
    if (own !== undefined && !hosts.has(node.name)) hosts.set(node.name, own);
  }
  const network = await startNetwork();
  return { switch: network, hosts, addressesOf, stop: network.stop };
}
