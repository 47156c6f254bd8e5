import { hostCidr, parseAddress } from '../../../pghba/address.ts';
import { quoteHbaName } from '../../../pghba/quote.ts';
import type { Place } from '../../text/finding.ts';
import { valueAt } from '../../text/finding.ts';
import type { Inherited, SitePart } from '../inherited.ts';
import { membersOf, usersOf } from '../inherited.ts';
import { endpointOf } from './endpoint.ts';
import { copiesSlots } from './slot-copies.ts';

/** A derived line of pg_hba.conf, and its source. */
export interface HbaLine {
  readonly text: string;
  readonly from: Place;
}

const METHOD = 'scram-sha-256';

/** User names quoted for pg_hba: a role named `all` is a role, not everybody. Without a rewind role, the superuser rewinds. */
function quotedUsers(
  inherited: Inherited,
): Record<'superuser' | 'replication' | 'rewind' | 'restapi', string> {
  const major = inherited.software.postgresql.parts[0] ?? 0;
  const quoted = (name: string): string => quoteHbaName(name, major) ?? name;
  const { superuser, replication, rewind, restapi } = usersOf(inherited);
  return {
    superuser: quoted(superuser),
    replication: quoted(replication),
    rewind: quoted(rewind ?? superuser),
    restapi,
  };
}

/** Lines for the machine itself: the operator's shell, Patroni's own connections, and its query of its own timeline. */
function localLines(inherited: Inherited): HbaLine[] {
  const { superuser, replication } = quotedUsers(inherited);
  // peer maps the system user to the role of that name, and Patroni's Debian packages run it as postgres.
  const shell = superuser === 'postgres' ? 'peer' : METHOD;
  const su = valueAt('credentials', 'superuser', 'username');
  const repl = valueAt('credentials', 'replication', 'username');
  return [
    { text: `local all ${superuser} ${shell}`, from: su },
    { text: `host all ${superuser} 127.0.0.1/32 ${METHOD}`, from: su },
    { text: `host all ${superuser} ::1/128 ${METHOD}`, from: su },
    { text: `host replication ${replication} 127.0.0.1/32 ${METHOD}`, from: repl },
    { text: `host replication ${replication} ::1/128 ${METHOD}`, from: repl },
  ];
}

/**
 * Lines for a member at an address: to stream, to be rewound and, if it keeps copies of logical slots, for a normal
 * connection of the replication user to the database of primary_conninfo (postgres slotsync.c;
 * patroni/postgresql/config.py, primary_conninfo_params).
 */
function linesFrom(inherited: Inherited, type: string, source: string, from: Place): HbaLine[] {
  const { replication, rewind } = quotedUsers(inherited);
  const normal = copiesSlots(inherited) && rewind !== replication ? [rewind, replication] : [rewind];
  return [
    { text: `${type} replication ${replication} ${source} ${METHOD}`, from },
    ...normal.map((user) => ({ text: `${type} postgres ${user} ${source} ${METHOD}`, from })),
  ];
}

/** Lines for every member of every site: any of them may lead, follow or be rewound after a role change. */
function memberLines(inherited: Inherited, home: SitePart, type: string): HbaLine[] {
  return inherited.sites.flatMap((site) =>
    membersOf(site).flatMap((node) => {
      const address = site === home ? node.address : node.wan;
      if (!address) return [];
      const source = hostCidr(address);
      const own = site === home || node.block.wan_address === undefined;
      const from = valueAt(...node.pointer, own ? 'address' : 'wan_address');
      return linesFrom(inherited, type, source, from);
    }),
  );
}

/**
 * Lines for the HAProxy nodes behind the endpoint of a site: PostgreSQL sees their addresses instead of the addresses of the
 * members that stream, or are rewound, through the endpoint.
 */
function endpointLines(inherited: Inherited, home: SitePart, type: string): HbaLine[] {
  return (endpointOf(home)?.proxies ?? []).flatMap((node) => {
    if (!node.address) return [];
    const source = hostCidr(node.address);
    const from = valueAt(...node.pointer, 'address');
    return linesFrom(inherited, type, source, from);
  });
}

/** The addresses of HAProxy nodes that may send clients' connections to this site. */
function proxiesOf(inherited: Inherited, home: SitePart): string[] {
  return inherited.sites.flatMap((site) =>
    site.nodes.flatMap((node) => {
      if (!node.runs.includes('haproxy')) return [];
      const here = site === home;
      if (!here && node.settings.text('local', 'haproxy', 'writes') !== 'all') return [];
      const address = here ? node.address : node.wan;
      return address ? [hostCidr(address)] : [];
    }),
  );
}

function sourcesOf(from: string, proxies: readonly string[]): readonly string[] {
  if (from === 'haproxy') return proxies;
  if (from === 'all' || from.includes('/')) return [from];
  const address = parseAddress(from);
  return address ? [hostCidr(address)] : [];
}

function clientLines(inherited: Inherited, home: SitePart, type: string): HbaLine[] {
  const proxies = proxiesOf(inherited, home);
  return (inherited.topology.clients ?? []).flatMap((client, index) => {
    const { user, database, from } = client ?? {};
    if (user === undefined || database === undefined || from === undefined) return [];
    const words =
      typeof from === 'string'
        ? [from]
        : (from as readonly (string | null)[]).filter((word) => word !== null);
    const place = valueAt('clients', index);
    return words
      .flatMap((word) => sourcesOf(word, proxies))
      .map((source) => ({ text: `${type} ${database} ${user} ${source} ${METHOD}`, from: place }));
  });
}

/** The complete pg_hba.conf of a site, for both of its roles; the same on every node. */
export function derivedHba(inherited: Inherited, site: SitePart): HbaLine[] {
  const type = inherited.tls.postgresql ? 'hostssl' : 'host';
  return [
    ...localLines(inherited),
    ...memberLines(inherited, site, type),
    ...endpointLines(inherited, site, type),
    ...clientLines(inherited, site, type),
  ];
}
