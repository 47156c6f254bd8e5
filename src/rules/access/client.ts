import type { Place } from '../../compiler/diagnostic.ts';
import type { Client, Estate, Site } from '../../compiler/estate/estate.ts';
import type { Address } from '../../pghba/address.ts';
import { hostCidr, parseAddress } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import { parseCidr } from '../../pghba/range.ts';
import type { Source } from '../../pghba/record-match.ts';

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
}

/** Every HAProxy that sends connections to members of a site, by the address these see. */
function proxiesOf(estate: Estate, to: Site): Origin[] {
  const own = new Set(to.nodes.flatMap(({ address, wan }) => [address?.key, wan?.key]));
  return estate.sites.flatMap((site) =>
    site.nodes.flatMap(({ name, haproxy, address, wan, addressAt, wanAt }) => {
      const here = site.nodes === to.nodes;
      const source = here ? address : wan;
      const servers = haproxy?.pools.flatMap((pool) => pool.servers) ?? [];
      if (!source || !servers.some((server) => own.has(server.address.key))) return [];
      return [{ text: name, cidr: hostCidr(source), address: source, at: here ? addressAt : wanAt }];
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
export const STRANGER = ' any other ';

/**
 * What a connection of such a client looks like. How a client of this kind uses TLS is not known: it is taken to do as
 * libpq does by itself. Of a group, a line for that group is enough.
 */
export function attemptOfClient(
  { user, database }: Client,
  { address }: Origin,
  serverTls: boolean,
): Attempt {
  const role = user === 'all' ? STRANGER : user.replace(/^\+/, '');
  return {
    kind: 'tcp',
    ...(address && { address }),
    user: role,
    // Those whom a line for another group lets in may be all of them, or none.
    ...(user === 'all' && { memberOf: new Set<string>() }),
    database: database === 'all' ? STRANGER : database,
    tls: 'prefer',
    serverTls,
    // A line that wants a certificate wants it of whom it was written for.
    clientCertificate: true,
  };
}
