import type { Address } from '../../../pghba/address.ts';
import { parseAddress } from '../../../pghba/address.ts';
import { PORTS } from '../../facts/ports.ts';
import type { Pointer } from '../../text/finding.ts';
import type { NodePart, SitePart } from '../inherited.ts';
import { membersOf, postgresPort } from '../inherited.ts';
import { poolPort } from './haproxy.ts';

/** A virtual address, or a name, that always leads to the leader of a site. */
export interface EndpointPart {
  /** As written; undefined if the schema refused it. */
  readonly text: string | undefined;
  /** Undefined if the text is not an address. */
  readonly address: Address | undefined;
  readonly port: number;
  /** Where the address is written. */
  readonly pointer: Pointer;
  /** The site's HAProxy nodes if the port is HAProxy's: connections then come from these nodes. */
  readonly proxies: readonly NodePart[];
}

const proxiesWithPort = (site: SitePart, port: number): NodePart[] =>
  site.nodes.filter((node) => node.runs.includes('haproxy') && poolPort(node, 'primary') === port);

/** The `endpoint` of a site; undefined if none is written. */
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
 * The port at which a follower finds the leader of a site. Behind HAProxy, the pool for the primary is empty while the site is
 * a standby site, and its standby leader has its own pool.
 */
export function endpointPort(endpoint: EndpointPart, leads: 'primary' | 'standby' | undefined): number {
  const [proxy] = endpoint.proxies;
  return proxy && leads === 'standby' ? poolPort(proxy, 'standby_leader') : endpoint.port;
}
