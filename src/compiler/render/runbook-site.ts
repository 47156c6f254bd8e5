import { bracketed, parseAddress } from '../../pghba/address.ts';
import { yamlBlock } from '../emit/yaml.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members, ring } from '../estate/estate.ts';
import { ETCD_FILE, GUARD_OVERRIDE, PATRONI_FILE } from '../estate/files.ts';
import { barredBy } from '../estate/tags.ts';
import type { JsonMap } from '../estate/tree.ts';
import { get, isMap, listAt, mapAt, textAt } from '../estate/tree.ts';
import { knows } from '../estate/version.ts';

/** The port at the end of an address, a URL or the first word of HAProxy's bind; empty when there is none. */
export const portOf = (bind: string | undefined): string => /:(\d+)(?: |$)/.exec(bind ?? '')?.[1] ?? '';

const restPortOf = (member: Member): string =>
  portOf(textAt(member.patroni.value, 'restapi', 'connect_address')) || '8008';

/** REST API of a member, as this site's or the other sites' nodes reach it. */
export function restUrl(member: Member, outside: boolean): string {
  const address = outside ? member.wan : member.address;
  const scheme = textAt(member.patroni.value, 'restapi', 'certfile') === undefined ? 'http' : 'https';
  return `${scheme}://${address ? bracketed(address) : ''}:${restPortOf(member)}`;
}

/** The CA by which a node judges REST APIs; empty without TLS. */
export const restCa = (member: Member | undefined): string =>
  member && textAt(member.patroni.value, 'restapi', 'certfile') !== undefined
    ? (textAt(member.patroni.value, 'restapi', 'cafile') ?? '')
    : '';

/** What curl has to be told to trust REST APIs as a member does. */
export const caWords = (member: Member | undefined): string[] => {
  const ca = restCa(member);
  return ca === '' ? [] : ['--cacert', ca];
};

/** Name of a site's cluster, in Patroni and in etcd. */
export const scopeOf = (site: Site): string => textAt(members(site)[0]?.patroni.value, 'scope') ?? '';

/** Names of sites, for a sentence. */
export const joined = (sites: readonly Site[]): string => sites.map(({ name }) => name).join(', ');

const names = (nodes: readonly { name: string }[]): string => nodes.map(({ name }) => name).join(',');

/** Where Patroni keeps in etcd how far a site's leader was: now, and as it did before 2.1. */
function positionKeys(site: Site): { statusKey: string; optimeKey: string; leaderKey: string } {
  const namespace = textAt(members(site)[0]?.patroni.value, 'namespace') ?? 'service';
  // patroni dcs/__init__.py, AbstractDCS
  const base = `/${namespace}/${scopeOf(site)}/`.replace(/\/+/g, '/');
  return { statusKey: `${base}status`, optimeKey: `${base}optime/leader`, leaderKey: `${base}leader` };
}

/** Client URLs of a ring's members, as other sites reach them. */
const outerEndpoints = (site: Site): string[] =>
  ring(site).flatMap(({ etcd, wan }) => {
    const url = textAt(etcd.value, 'advertise-client-urls')?.split(',')[0] ?? '';
    return wan ? [`${url.startsWith('https:') ? 'https' : 'http'}://${bracketed(wan)}:${portOf(url)}`] : [];
  });

/** psql on a member of a site, as superuser over its socket: never asks for a password, never opens a pager. */
export function psqlOf(site: Site): string[] {
  const postgresql = mapAt(members(site)[0]?.patroni.value, 'postgresql');
  const superuser = textAt(postgresql, 'authentication', 'superuser', 'username') ?? 'postgres';
  const options = ['-X', '-w', '-P', 'pager=off', '-p', postgresPort(site), '-U', superuser];
  return ['psql', ...options, '-d', 'postgres'];
}

/** The port of a member's PostgreSQL. */
export const postgresPortOf = (member: Member | undefined): string =>
  portOf(textAt(member?.patroni.value, 'postgresql', 'connect_address')) || '5432';

const postgresPort = (site: Site): string => postgresPortOf(members(site)[0]);

/** Whether a node's own daemons speak TLS, and the ports they answer on where all nodes have the same. */
function localEndpoints(site: Site): object {
  const all = members(site);
  const urls = ring(site).map(({ etcd }) => textAt(etcd.value, 'advertise-client-urls')?.split(',')[0] ?? '');
  return {
    restTls: restCa(all[0]) !== '',
    restPort: common(all.map(restPortOf)),
    postgresTls: textAt(all[0]?.patroni.value, 'postgresql', 'parameters', 'ssl') === 'on',
    etcdTls: urls[0]?.startsWith('https:') ?? false,
    etcdPort: common(urls.map(portOf)),
  };
}

/** What all nodes of a site have in common; empty where they differ, and a block has to look on the node itself. */
const common = (values: readonly string[]): string => (new Set(values).size === 1 ? (values[0] ?? '') : '');

/** Where the files of PostgreSQL are, for blocks that run on any member of a site. */
export function placesOf(site: Site): { config: string; dataDir: string; binDir: string } {
  const place = (key: string): string =>
    common(members(site).map(({ patroni }) => textAt(patroni.value, 'postgresql', key) ?? ''));
  return { config: PATRONI_FILE, dataDir: place('data_dir'), binDir: place('bin_dir') };
}

/** Lines of patroni.yml that a member's node is known by. */
const linesOf = (member: Member | undefined, ...keys: readonly string[]): string[] =>
  keys.flatMap((key) => {
    const value = member && get(member.patroni.value, key);
    return value === undefined ? [] : [yamlBlock({ [key]: value }, 0).trimEnd()];
  });

/** Those of the names of these members. */
export const nameLinesOf = (all: readonly Member[]): string[] =>
  all.flatMap((member) => linesOf(member, 'name'));

/** Those that a cluster's members have in common, and their own names. */
const identityOf = (site: Site): { identity: string[]; nameLines: string[] } => ({
  identity: linesOf(members(site)[0], 'scope', 'namespace'),
  nameLines: nameLinesOf(members(site)),
});

/** Where the members of all other sites answer: Patroni, and PostgreSQL. */
const othersOf = (estate: Estate, site: Site): object => {
  const others = estate.sites.filter((other) => other !== site);
  return {
    otherUrls: others.flatMap((other) => members(other).map((member) => restUrl(member, true))),
    otherServers: others.flatMap((other) => {
      const port = postgresPort(other);
      return members(other).flatMap(({ wan }) => (wan ? [{ host: wan.text, port }] : []));
    }),
  };
};

/**
 * How a site's members log in to a database of another site's: as pg_rewind does, which pg_hba lets in from every site.
 * Patroni takes the superuser where nobody is named for it.
 */
function loginOf(site: Site): { login: string; loginPassword: string } {
  const all = mapAt(members(site)[0]?.patroni.value, 'postgresql', 'authentication');
  const kind = isMap(all.rewind) ? 'rewind' : 'superuser';
  const auth = mapAt(all, kind);
  const words = ['sslmode', 'sslrootcert'].flatMap((word) => {
    const value = textAt(auth, word);
    return value === undefined ? [] : [`${word}=${value}`];
  });
  return {
    login: [`user=${textAt(auth, 'username') ?? 'postgres'}`, 'dbname=postgres', ...words].join(' '),
    loginPassword: kind === 'rewind' ? 'PATRONI_REWIND_PASSWORD' : 'PATRONI_SUPERUSER_PASSWORD',
  };
}

/** Whether a site's HAProxy sends writes to other sites too. */
export const forwardsWrites = (site: Site): boolean =>
  site.nodes.some(({ haproxy }) => haproxy?.pools.some(({ servers }) => servers.some((one) => one.backup)));

/** How a site streams: from its effective dynamic configuration. */
export function streamOf(site: Site | undefined): { hosts: string; port: string; slot: string } {
  const standby = mapAt(site?.dcs.value, 'standby_cluster');
  return {
    hosts: textAt(standby, 'host') ?? '',
    port: textAt(standby, 'port') ?? '5432',
    slot: textAt(standby, 'primary_slot_name') ?? '',
  };
}

/** libpq's words for a replication connection by which a site's members reach the site that it follows. */
export function replicationConnection(site: Site, to: { hosts: string; port: string }): string {
  const auth = mapAt(members(site)[0]?.patroni.value, 'postgresql', 'authentication', 'replication');
  const mode = textAt(auth, 'sslmode');
  const root = textAt(auth, 'sslrootcert');
  return [
    `host=${to.hosts} port=${to.port} user=${textAt(auth, 'username') ?? ''} dbname=postgres replication=true`,
    mode && `sslmode=${mode}`,
    root && `sslrootcert=${root}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Whether Patroni may make a member the leader, by its tags. */
export const mayLead = (node: Pick<Node, 'patroni'>): boolean => barredBy(node) === undefined;

/** The port on which a HAProxy takes connections for the primary. */
const writePortOf = (proxy: Node['haproxy']): string =>
  portOf(textAt(proxy?.pools.find(({ name }) => name === 'primary')?.settings.value, 'bind'));

/** How a site follows: as it does now, or as it will once another one is promoted. */
const following = (estate: Estate, site: Site): JsonMap =>
  [estate, ...estate.reversed()]
    .flatMap(({ sites }) => sites.filter(({ name, role }) => name === site.name && role === 'standby'))
    .map(({ dcs }) => mapAt(dcs.value, 'standby_cluster'))
    .at(0) ?? {};

/** Where the WAL and the first copies of a site are from. */
function sourcesContext(estate: Estate, site: Site): { fromArchive: boolean; copyMethods: string } {
  const cluster = following(estate, site);
  const methods = listAt(cluster, 'create_replica_methods').map(String);
  return {
    fromArchive: textAt(cluster, 'host') === undefined && textAt(cluster, 'restore_command') !== undefined,
    copyMethods: methods.some((name) => name !== 'basebackup') ? methods.join(', ') : '',
  };
}

/** States of a member that follows as it should, in the words of `patronictl list`. */
function followerStates(estate: Estate, site: Site): string[] {
  const streams = knows(estate.software, 'list.streaming') ? ['streaming'] : ['streaming', 'running'];
  // Without a host a standby leader has nobody to stream from: it replays what restore_command fetches.
  return sourcesContext(estate, site).fromArchive ? [...streams, 'in archive recovery'] : streams;
}

/**
 * The member that a site below a standby site streams from, whichever member leads there; undefined where an endpoint leads
 * to the leader, and for all other sites.
 */
export function cascadeSource({ upstream, dcs }: Site): Member | undefined {
  if (upstream?.role !== 'standby') return undefined;
  const host = textAt(dcs.value, 'standby_cluster', 'host');
  return host === undefined
    ? undefined
    : members(upstream).find(({ wan }) => wan?.key === parseAddress(host)?.key);
}

/** What the blocks that start and watch a site need. */
function startContext(estate: Estate, site: Site): object {
  const follows = site !== estate.primary;
  return {
    upstream: site.upstream?.name ?? '',
    // Its upstream is no primary: that some site is one does not say that there is anything to copy.
    cascades: site.upstream !== undefined && site.upstream !== estate.primary,
    // Who streams from one member of this site alone.
    followedAt: estate.sites.flatMap((other) => {
      const source = other.upstream === site ? cascadeSource(other) : undefined;
      return source && members(site).length > 1 ? [{ site: other.name, member: source.name }] : [];
    }),
    upstreamUrls: site.upstream ? members(site.upstream).map((member) => restUrl(member, true)) : [],
    copies: follows,
    streams: follows && streamOf(site).hosts !== '',
    // initdb takes seconds; a copy of a whole site takes what the link allows.
    firstSeconds: follows ? '86400' : '600',
    followerStates: followerStates(estate, site),
    memberNames: members(site)
      .filter(({ patroni }) => mapAt(patroni.value, 'tags').nostream !== true)
      .map(({ name }) => name),
  };
}

/** Where clients of other machines reach the HAProxies of a site, for writes. */
export const entrancesOf = (site: Site): { host: string; port: string }[] =>
  site.nodes
    .filter(({ haproxy }) => haproxy)
    .map(({ wan, haproxy }) => ({ host: wan?.text ?? '', port: writePortOf(haproxy) }));

/**
 * What always leads to the leader of a site, and how members of another site ask whether it does. Behind HAProxy the pool for
 * the primary is closed while the site follows, and the leader has a pool of its own.
 */
function endpointContext(estate: Estate, site: Site): { endpoint?: object } {
  const { endpoint } = site;
  const other = estate.sites.find((one) => one !== site);
  if (!endpoint?.address || !other) return {};
  const proxy = site.nodes.find(({ name }) => endpoint.proxies.includes(name))?.haproxy;
  const pool =
    site === estate.primary ? undefined : proxy?.pools.find(({ name }) => name === 'standby_leader');
  return {
    endpoint: {
      host: endpoint.address.text,
      port: portOf(textAt(pool?.settings.value, 'bind')) || String(endpoint.port),
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

/** Where clients of other machines may find a server of a site: its HAProxies and its endpoint. */
function waysIn(site: Site): { host: string; port: string }[] {
  const proxies = entrancesOf(site);
  const { endpoint } = site;
  const own = endpoint?.address && { host: endpoint.address.text, port: String(endpoint.port) };
  const isKnown = proxies.some(({ host, port }) => host === own?.host && port === own.port);
  return own && !isKnown ? [...proxies, own] : proxies;
}

/** What the runbook says of a site, whatever its role. */
export function siteContext(estate: Estate, site: Site): object {
  const all = members(site);
  const proxies = site.nodes.filter((node) => node.haproxy);
  const proxy = proxies[0]?.haproxy;
  // Who starts first has to lead: Patroni waits for ever for one that may not.
  const first = all.find(mayLead) ?? all[0];
  return {
    ...placesOf(site),
    ...localEndpoints(site),
    ...positionKeys(site),
    ...sourcesContext(estate, site),
    ...startContext(estate, site),
    override: GUARD_OVERRIDE,
    name: site.name,
    now: site === estate.primary ? 'primary' : `follows ${site.upstream?.name ?? ''}`,
    leaderRole: site === estate.primary ? 'Leader' : 'Standby Leader',
    scope: scopeOf(site),
    askedNames: all.map(({ name }) => name),
    memberList: names(all),
    // What an operator types who knows better than the question of a block: it names the block, for a shell remembers it.
    sure: {
      promote: `promote-${site.name}`,
      swap: `swap-${site.name}`,
      abort: `abort-swap-${site.name}`,
    },
    candidateList:
      all
        .filter(mayLead)
        .map(({ name }) => name)
        .join(', ') || names(all),
    others: names(all.filter((member) => member !== first)),
    ringList: names(ring(site)),
    ringNames: ring(site).map(({ name }) => name),
    ringClients: ring(site).flatMap(({ etcd }) => {
      const [url] = textAt(etcd.value, 'advertise-client-urls')?.split(',') ?? [];
      return url === undefined ? [] : [url];
    }),
    ringOfMany: ring(site).length > 1,
    ringToken: textAt(ring(site)[0]?.etcd.value, 'initial-cluster-token') ?? '',
    entrances: waysIn(site),
    ...endpointContext(estate, site),
    proxyList: names(proxies),
    proxyNames: proxies.map(({ name }) => name),
    proxyFirst: proxies[0]?.name ?? '',
    writePort: writePortOf(proxy),
    port: postgresPort(site),
    psql: psqlOf(site),
    count: all.length,
    curlCa: caWords(all[0]),
    urls: all.map((member) => restUrl(member, true)),
    localUrls: all.map((member) => restUrl(member, false)),
    etcdConfig: ETCD_FILE,
    etcdDir: common(ring(site).map(({ etcd }) => textAt(etcd.value, 'data-dir') ?? '')),
    outerEndpoints: outerEndpoints(site),
    ...identityOf(site),
    ...othersOf(estate, site),
    ...loginOf(site),
    statsPort: portOf(textAt(proxy?.stats.value, 'bind')),
  };
}
