import { bracketed } from '../../pghba/address.ts';
import type { Estate, Member, Site } from '../estate/estate.ts';
import { members, ring } from '../estate/estate.ts';
import type { JsonMap } from '../estate/tree.ts';
import { mapAt, textAt } from '../estate/tree.ts';
import { GUARD_OVERRIDE, PATRONI_FILE } from './paths.ts';

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

const names = (nodes: readonly { name: string }[]): string => nodes.map(({ name }) => name).join(',');

/** etcdctl as the first member of a ring calls it. */
function etcdctl(site: Site): string[] {
  const [first] = ring(site);
  const security: JsonMap = mapAt(first?.etcd.value, 'client-transport-security');
  const tls = [
    ['--cacert', textAt(security, 'trusted-ca-file')],
    ['--cert', textAt(security, 'cert-file')],
    ['--key', textAt(security, 'key-file')],
  ].flatMap(([flag, file]) => (flag && file ? [flag, file] : []));
  const endpoint = textAt(first?.etcd.value, 'advertise-client-urls') ?? '';
  return ['env', 'ETCDCTL_API=3', 'etcdctl', '--endpoints', endpoint, ...tls];
}

/** psql on a member of a site, as superuser over its socket: never asks for a password, never opens a pager. */
export function psqlOf(site: Site): string[] {
  const postgresql = mapAt(members(site)[0]?.patroni.value, 'postgresql');
  const superuser = textAt(postgresql, 'authentication', 'superuser', 'username') ?? 'postgres';
  const options = ['-X', '-w', '-P', 'pager=off', '-p', postgresPort(site), '-U', superuser];
  return ['psql', ...options, '-d', 'postgres'];
}

const postgresPort = (site: Site): string =>
  portOf(textAt(members(site)[0]?.patroni.value, 'postgresql', 'connect_address')) || '5432';

/** Where a node's own daemons answer over TLS; empty strings where they speak plainly. */
function localEndpoints(site: Site): { rest: string; postgres: string; etcd: string } {
  const [member] = members(site);
  const client = textAt(ring(site)[0]?.etcd.value, 'advertise-client-urls') ?? '';
  return {
    rest: restCa(member) === '' || !member ? '' : `localhost:${restPortOf(member)}`,
    postgres:
      textAt(member?.patroni.value, 'postgresql', 'parameters', 'ssl') === 'on'
        ? `localhost:${postgresPort(site)}`
        : '',
    etcd: client.startsWith('https:') ? `localhost:${portOf(client.split(',')[0])}` : '',
  };
}

/** Data directory of a site's members. */
export const dataDirOf = (site: Site): string =>
  textAt(members(site)[0]?.patroni.value, 'postgresql', 'data_dir') ?? '';

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

/** What the runbook says of a site, whatever its role. */
export function siteContext(estate: Estate, site: Site): object {
  const all = members(site);
  const proxies = site.nodes.filter((node) => node.haproxy);
  const proxy = proxies[0]?.haproxy;
  const dataDir = dataDirOf(site);
  const local = localEndpoints(site);
  return {
    config: PATRONI_FILE,
    override: GUARD_OVERRIDE,
    name: site.name,
    now: site === estate.primary ? 'primary' : `follows ${site.upstream?.name ?? ''}`,
    leaderRole: site === estate.primary ? 'Leader' : 'Standby Leader',
    scope: scopeOf(site),
    first: all[0]?.name ?? '',
    memberList: names(all),
    others: names(all.slice(1)),
    ringList: names(ring(site)),
    ringNames: ring(site).map(({ name }) => name),
    ringFirst: ring(site)[0]?.name ?? '',
    proxyList: names(proxies),
    proxyNames: proxies.map(({ name }) => name),
    proxyFirst: proxies[0]?.name ?? '',
    writePort: portOf(textAt(proxy?.pools.find(({ name }) => name === 'primary')?.settings.value, 'bind')),
    port: postgresPort(site),
    psql: psqlOf(site),
    count: all.length,
    curlCa: caWords(all[0]),
    urls: all.map((member) => restUrl(member, true)),
    localUrls: all.map((member) => restUrl(member, false)),
    dataDir,
    binDir: textAt(all[0]?.patroni.value, 'postgresql', 'bin_dir') ?? '',
    dynamicJson: `${dataDir}/patroni.dynamic.json`,
    slotsFor: Object.keys(mapAt(site.dcs.value, 'slots')),
    restLocal: local.rest,
    postgresLocal: local.postgres,
    etcdLocal: local.etcd,
    etcdctl: etcdctl(site),
    statsPort: portOf(textAt(proxy?.stats.value, 'bind')),
  };
}
