import { bracketed, parseAddress } from '../../pghba/address.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import type { PoolName } from '../estate/haproxy-config.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { rewindingRole } from '../estate/rewinding.ts';
import { barredBy } from '../estate/tags.ts';
import { PORTS } from '../facts/ports.ts';
import { mapAt, textAt } from '../text/json.ts';

/** The port at the end of an address, a URL or the first word of HAProxy's bind; empty when there is none. */
export const portOf = (bind: string | undefined): string => /:(\d+)(?: |$)/.exec(bind ?? '')?.[1] ?? '';

export const restPortOf = (member: Member): string =>
  portOf(textAt(member.patroni.value, 'restapi', 'connect_address')) || String(PORTS.restapi);

/** URL of a member's REST API, for nodes of its own site or of other sites. */
export function restUrl(member: Member, outside: boolean): string {
  const address = outside ? member.wan : member.address;
  const scheme = textAt(member.patroni.value, 'restapi', 'certfile') === undefined ? 'http' : 'https';
  return `${scheme}://${address ? bracketed(address) : ''}:${restPortOf(member)}`;
}

/** The CA file with which a node verifies REST APIs; empty without TLS. */
export const restCa = (member: Member | undefined): string =>
  member && textAt(member.patroni.value, 'restapi', 'certfile') !== undefined
    ? (textAt(member.patroni.value, 'restapi', 'cafile') ?? '')
    : '';

/** The options with which curl trusts REST APIs as a member does. */
export const caWords = (member: Member | undefined): string[] => {
  const ca = restCa(member);
  return ca === '' ? [] : ['--cacert', ca];
};

/** Name of a site's cluster, in Patroni and in etcd. */
export const scopeOf = (site: Site): string => textAt(members(site)[0]?.patroni.value, 'scope') ?? '';

/** Names of sites, for a sentence. */
export const joined = (sites: readonly Site[]): string => sites.map(({ name }) => name).join(', ');

/** psql on a member of a site, as superuser over its socket: never asks for a password, never opens a pager. */
export function psqlOf(site: Site): string[] {
  const postgresql = mapAt(members(site)[0]?.patroni.value, 'postgresql');
  const superuser = textAt(postgresql, 'authentication', 'superuser', 'username') ?? 'postgres';
  const options = ['-X', '-w', '-P', 'pager=off', '-p', postgresPort(site), '-U', superuser];
  return ['psql', ...options, '-d', 'postgres'];
}

/** The port of a member's PostgreSQL. */
export const postgresPortOf = (member: Member | undefined): string =>
  portOf(textAt(member?.patroni.value, 'postgresql', 'connect_address')) || String(PORTS.postgresql);

export const postgresPort = (site: Site): string => postgresPortOf(members(site)[0]);

/** Words of Patroni's `authentication` that go to libpq as they are (patroni/config.py, `_AUTH_ALLOWED_PARAMETERS`). */
const LIBPQ = [
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslcrl',
  'sslcrldir',
  'channel_binding',
  'gssencmode',
] as const;

/** Words that name a file of the node: if they differ between members, none is right for all. */
const OWN_FILES: readonly string[] = ['sslcert', 'sslkey'];

/** A word of a connection string, as libpq reads it (libpq, "Keyword/Value Connection Strings"). */
const conninfo = (key: string, value: string): string =>
  `${key}=${/^[\w./@:+-]+$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`}`;

/** libpq's keywords for a role of Patroni, taken from the first member, without files that differ between members. */
function libpqWords(all: readonly Member[], role: 'replication' | 'rewind' | 'superuser'): string[] {
  const wordAt = ({ patroni }: Member, word: string): string | undefined =>
    textAt(patroni.value, 'postgresql', 'authentication', role, word);
  return LIBPQ.flatMap((word) => {
    const [first, ...others] = all.map((member) => wordAt(member, word));
    if (first === undefined) return [];
    return OWN_FILES.includes(word) && others.some((other) => other !== first) ? [] : [conninfo(word, first)];
  });
}

/** libpq's connection string with which members log in to database postgres in a role of Patroni. */
export function loginWords(all: readonly Member[], role: 'rewind' | 'superuser'): string {
  const user = textAt(all[0]?.patroni.value, 'postgresql', 'authentication', role, 'username') ?? 'postgres';
  return [conninfo('user', user), 'dbname=postgres', ...libpqWords(all, role)].join(' ');
}

/** How a site's members log in to a database of another site's: as pg_rewind does, which pg_hba lets in from every site. */
export function loginOf(site: Site): { login: string; loginPassword: string } {
  const [first] = members(site);
  const role = first ? rewindingRole(first) : 'superuser';
  return {
    login: loginWords(members(site), role),
    loginPassword: role === 'rewind' ? 'PATRONI_REWIND_PASSWORD' : 'PATRONI_SUPERUSER_PASSWORD',
  };
}

/** Whether a site's HAProxy sends writes to other sites too. */
export const forwardsWrites = (site: Site): boolean =>
  site.nodes.some(({ haproxy }) => haproxy?.pools.some(({ servers }) => servers.some((one) => one.backup)));

/** From where a site streams, by its effective dynamic configuration. */
export function streamOf(site: Site | undefined): { hosts: string; port: string; slot: string } {
  const standby = mapAt(site?.dcs.value, 'standby_cluster');
  return {
    hosts: textAt(standby, 'host') ?? '',
    port: textAt(standby, 'port') ?? String(PORTS.postgresql),
    slot: textAt(standby, 'primary_slot_name') ?? '',
  };
}

/** Those of these sites that stream from a site of this name. */
export const streamersOf = (name: string, sites: readonly Site[]): Site[] =>
  sites.filter((one) => one.upstream?.name === name && streamOf(one).hosts !== '');

/** libpq's words for a replication connection by which a site's members reach the site that it follows. */
export function replicationConnection(site: Site, to: { hosts: string; port: string }): string {
  const [first] = members(site);
  const user = textAt(first?.patroni.value, 'postgresql', 'authentication', 'replication', 'username') ?? '';
  return [
    `host=${to.hosts} port=${to.port} ${conninfo('user', user)} dbname=postgres replication=true`,
    ...libpqWords(members(site), 'replication'),
  ].join(' ');
}

/** Whether Patroni may make a member the leader, by its tags. */
export const mayLead = (node: Pick<Node, 'patroni'>): boolean => barredBy(node) === undefined;

/** The port on which a HAProxy takes connections for the primary. */
export const writePortOf = (proxy: Node['haproxy']): string => poolPortOf(proxy, 'primary');

/** The port on which a HAProxy takes connections for one of its pools; empty where it has none. */
function poolPortOf(proxy: Node['haproxy'], pool: PoolName): string {
  const front = proxy?.pools.find(({ name }) => name === pool)?.front;
  return front ? portOf(bindOf(front)) : '';
}

/**
 * The one member from which a site streams if its upstream is a standby site, whichever member leads there; undefined for
 * other sites, and if an endpoint leads to the leader.
 */
export function cascadeSource({ upstream, dcs }: Site): Member | undefined {
  if (upstream?.role !== 'standby') return undefined;
  const host = textAt(dcs.value, 'standby_cluster', 'host');
  return host === undefined
    ? undefined
    : members(upstream).find(({ wan }) => wan?.key === parseAddress(host)?.key);
}

/** Where clients on other machines reach the HAProxy nodes of a site, for writes. */
export const entrancesOf = (site: Site): { host: string; port: string }[] =>
  site.nodes
    .filter(({ haproxy }) => haproxy)
    .map(({ wan, haproxy }) => ({ host: wan?.text ?? '', port: writePortOf(haproxy) }));

/**
 * The endpoint of a site, and how members of another site check that it leads to the leader. Behind HAProxy, the pool for
 * the primary is closed while the site follows, and the standby leader has its own pool.
 */
export function endpointContext(estate: Estate, site: Site) {
  const { endpoint } = site;
  const other = estate.sites.find((one) => one !== site);
  if (!endpoint?.address || !other) return { endpoint: undefined };
  const proxy = site.nodes.find(({ name }) => endpoint.proxies.includes(name))?.haproxy;
  const port = site === estate.primary ? '' : poolPortOf(proxy, 'standby_leader');
  return {
    endpoint: {
      host: endpoint.address.text,
      port: port || String(endpoint.port),
      writePort: String(endpoint.port),
      from: other.name,
      ...loginOf(other),
      members: members(site).map((member) => ({
        url: restUrl(member, true),
        host: member.wan?.text ?? '',
        port: postgresPortOf(member),
      })),
    },
  };
}

/** Where clients on other machines may reach a server of a site: its HAProxy nodes and its endpoint. */
export function waysIn(site: Site): { host: string; port: string }[] {
  const proxies = entrancesOf(site);
  const { endpoint } = site;
  const own = endpoint?.address && { host: endpoint.address.text, port: String(endpoint.port) };
  const isKnown = proxies.some(({ host, port }) => host === own?.host && port === own.port);
  return own && !isKnown ? [...proxies, own] : proxies;
}
