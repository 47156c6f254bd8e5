import type { Address } from '../../pghba/address.ts';
import type { Estate, Node, Site } from './estate.ts';

/** Names and addresses with which a client may connect to a server. */
export interface Entrances {
  readonly names: readonly string[];
  readonly addresses: readonly Address[];
}

const defined = (addresses: readonly (Address | undefined)[]): Address[] =>
  addresses.filter((address) => address !== undefined);

/** Whether a node's HAProxy sends writes to the servers of other sites too. */
const forwardsAbroad = ({ haproxy }: Node): boolean =>
  haproxy?.pools.some(({ servers }) => servers.some(({ backup }) => backup)) ?? false;

/**
 * Names and addresses of PostgreSQL at a site besides its nodes: the endpoint of the site, and every HAProxy node that leads
 * there. HAProxy passes TLS through, so a client sees the certificate of the server behind it; libpq with
 * sslmode=verify-full compares it with the host that the client was given (fe-secure-common.c).
 */
export function entrancesOf(estate: Estate, home: Site): Entrances {
  const names: string[] = [];
  const addresses: Address[] = [];
  for (const site of estate.sites) {
    const proxies = site.nodes.filter((node) => node.haproxy && (site === home || forwardsAbroad(node)));
    names.push(...proxies.map(({ name }) => name));
    addresses.push(...defined(proxies.flatMap(({ address, wan }) => [address, wan])));
    const { endpoint } = site;
    const leadsHere = site === home || proxies.some(({ name }) => endpoint?.proxies.includes(name));
    if (leadsHere) addresses.push(...defined([endpoint?.address]));
  }
  return { names, addresses };
}

/** Names and addresses in the certificate of a node; also localhost, because Patroni connects to its own PostgreSQL with verify-full. */
export function certifiedNames(
  node: Node,
  entrances: Entrances = { names: [], addresses: [] },
): { dns: string[]; ips: string[] } {
  const addresses = [...defined([node.address, node.wan]), ...entrances.addresses];
  const dns = [
    node.name,
    ...addresses.filter(({ kind }) => kind === 'hostname').map(({ text }) => text),
    ...entrances.names,
    'localhost',
  ];
  const ips = [
    ...addresses.filter(({ kind }) => kind !== 'hostname').map(({ text }) => text),
    '127.0.0.1',
    '::1',
  ];
  return { dns: [...new Set(dns)], ips: [...new Set(ips)] };
}
