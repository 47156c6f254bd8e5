import type { Address } from '../../../pghba/address.ts';
import { parseAddress } from '../../../pghba/address.ts';
import { PORTS } from '../../facts/ports.ts';
import type { Pointer } from '../../text/finding.ts';
import type { NodePart, SitePart } from '../inherited.ts';
import { membersOf, postgresPort } from '../inherited.ts';
import { poolPort } from './haproxy.ts';

/** Where the leader of a site is always reached: a virtual address, or a name. */
export interface EndpointPart {
  /** As written; undefined where the schema refused it. */
  readonly text: string | undefined;
  /** Undefined when what is written is no address. */
  readonly address: Address | undefined;
  readonly port: number;
  /** Where the address is written. */
  readonly pointer: Pointer;
  /** The site's HAProxy nodes, where the port is theirs: they stand behind the address then, and connect in its place. */
  readonly proxies: readonly NodePart[];
}

const proxiesWithPort = (site: SitePart, port: number): NodePart[] =>
  site.nodes.filter((node) => node.runs.includes('haproxy') && poolPort(node, 'primary') === port);

/** The `endpoint` of a site; undefined where none is written. */
export function endpointOf(site: SitePart): EndpointPart | undefined {
  const { endpoint } = site.block;
  if (endpoint === undefined) return undefined;
  const isBlock = typeof endpoint === 'object';
  const text = isBlock ? endpoint.address : endpoint;
  const first = membersOf(site)[0];
  const port = (isBlock ? endpoint.port : undefined) ?? (first ? postgresPort(first) : PORTS.postgresql);
  return {
    text,
    address: parseAddress(text ?? ''),
    port,
    pointer: [...site.pointer, 'endpoint', ...(isBlock ? ['address'] : [])],
    proxies: proxiesWithPort(site, port),
  };
}

/**
 * The port at which a follower of a site finds its leader. Behind HAProxy the pool for the primary is empty while the site
 * is a standby site: the leader of such a site has a pool of its own.
 */
export function endpointPort(endpoint: EndpointPart, leads: 'primary' | 'standby' | undefined): number {
  const [proxy] = endpoint.proxies;
  return proxy && leads === 'standby' ? poolPort(proxy, 'standby_leader') : endpoint.port;
}
