import type { Client, Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Address } from '../../pghba/address.ts';
import { hostCidr, parseAddress, parseNumeric } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import { containsAddress, parseCidr } from '../../pghba/range.ts';
import type { Source } from '../../pghba/record-match.ts';
import type { Server } from './servers.ts';

/** Where clients of one kind come from, as the members of a site see it. */
export interface Origin {
  /** How messages call it. */
  readonly text: string;
  /** What a line of pg_hba takes for it. */
  readonly cidr: string;
  /** Undefined for "everywhere": then only lines for everybody will do. */
  readonly address: Source | undefined;
  /** Where it is written. */
  readonly at: Place;
  /** The node whose HAProxy it is. */
  readonly proxy?: string;
}

/**
 * Every HAProxy that sends connections to members of a site, by the address these see. One of another site reaches them by
 * their wan addresses: behind NAT its own members may have the same private ones.
 */
function proxiesOf(estate: Estate, to: Site): Origin[] {
  const near = new Set(to.nodes.flatMap(({ address, wan }) => [address?.key, wan?.key]));
  const far = new Set(to.nodes.map(({ wan }) => wan?.key));
  return estate.sites.flatMap((site) =>
    site.nodes.flatMap(({ name, haproxy, address, wan, addressAt, wanAt }) => {
      const here = site.nodes === to.nodes;
      const source = here ? address : wan;
      const servers = haproxy?.pools.flatMap((pool) => pool.servers) ?? [];
      const reached = here ? near : far;
      if (!source || !servers.some((server) => reached.has(server.address.key))) return [];
      return [
        { text: name, cidr: hostCidr(source), address: source, at: here ? addressAt : wanAt, proxy: name },
      ];
    }),
  );
}

/** Origins of clients at a site, in the words of `clients`; what is no address is another rule's. */
export function originsOf(estate: Estate, to: Site, { from }: Client): Origin[] {
  return from.flatMap(({ text, at }): Origin[] => {
    if (text === 'haproxy') return proxiesOf(estate, to);
    if (text === 'all') return [{ text, cidr: text, address: undefined, at }];
    const range = text.includes('/') ? parseCidr(text) : undefined;
    if (range) return [{ text, cidr: text, address: { kind: 'network', range, text }, at }];
    const address: Address | undefined = parseAddress(text);
    return address ? [{ text, cidr: hostCidr(address), address, at }] : [];
  });
}

/** Somebody whom no line names: what "all" lets in has to be let in whatever it is called. */
export const UNNAMED = ' any other ';

/**
 * Whether clients are on the machine of a server, which several members behind one server never are all at once; undefined
 * where a network, or a host name, may be that of the node.
 */
function isOnServer({ proxy, address }: Origin, { site, names }: Server): boolean | undefined {
  if (proxy !== undefined) return names.length === 1 && names[0] === proxy;
  if (address === undefined) return false;
  const own = members(site).flatMap((node) => [node.address, node.wan].filter((one) => one !== undefined));
  const mayBe = own.some((one) => {
    if (address.kind === 'hostname' || one.kind === 'hostname') return true;
    if (address.kind !== 'network') return address.key === one.key;
    const number = parseNumeric(one.key);
    return number !== undefined && containsAddress(address.range, number);
  });
  return mayBe ? undefined : false;
}

/**
 * What a connection of such a client looks like at a server. How a client of this kind uses TLS is not known: it is taken to do as
 * libpq does by itself. Of a group, a line for that group is enough.
 */
export function attemptOfClient({ user, database }: Client, origin: Origin, server: Server): Attempt {
  const { address } = origin;
  const sameHost = isOnServer(origin, server);
  const role = user === 'all' ? UNNAMED : user.replace(/^\+/, '');
  return {
    kind: 'tcp',
    ...(address && { address }),
    ...(sameHost !== undefined && { sameHost }),
    user: role,
    // Those whom a line for another group lets in may be all of them, or none.
    ...(user === 'all' && { memberOf: new Set<string>() }),
    database: database === 'all' ? UNNAMED : database,
    tls: 'prefer',
    serverTls: server.serverTls,
    // A line that wants a certificate wants it of whom it was written for.
    clientCertificate: true,
  };
}
