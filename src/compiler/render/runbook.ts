import { bracketed } from '../../pghba/address.ts';
import type { Estate, Member, Site } from '../estate/estate.ts';
import { members, ring } from '../estate/estate.ts';
import type { JsonMap } from '../estate/tree.ts';
import { mapAt, textAt } from '../estate/tree.ts';
import { knows } from '../estate/version.ts';
import { sh } from './helpers.ts';
import { GUARD_OVERRIDE, PATRONI_FILE } from './paths.ts';

/** REST API of a member, as this site's or the other sites' nodes reach it. */
export function restUrl(member: Member, outside: boolean): string {
  const { value } = member.patroni;
  const address = outside ? member.wan : member.address;
  const port = /:(\d+)$/.exec(textAt(value, 'restapi', 'connect_address') ?? '')?.[1] ?? '8008';
  const scheme = textAt(value, 'restapi', 'certfile') === undefined ? 'http' : 'https';
  return `${scheme}://${address ? bracketed(address) : ''}:${port}`;
}

/** The CA by which a node judges REST APIs; empty without TLS. */
export const restCa = (member: Member | undefined): string =>
  member && textAt(member.patroni.value, 'restapi', 'certfile') !== undefined
    ? (textAt(member.patroni.value, 'restapi', 'cafile') ?? '')
    : '';

const caWords = (member: Member | undefined): string[] => {
  const ca = restCa(member);
  return ca === '' ? [] : ['--cacert', ca];
};

/** Loops until one of the members answers 200 to a path. */
function waitFor(site: Site, path: string): string {
  const all = members(site);
  const curl = ['curl', '--silent', '--fail', '--output', '/dev/null', '--max-time', '4', ...caWords(all[0])]
    .map(sh)
    .join(' ');
  const urls = all.map((member) => sh(restUrl(member, false))).join(' ');
  return `while :; do for u in ${urls}; do ${curl} "$u${path}" && exit 0; done; sleep 1; done`;
}

/** Loops until so many members are up, and one of them is leader in the given role. */
function waitForAll(site: Site, role: string): string {
  const list = `patronictl -c ${PATRONI_FILE} list -f json ${sh(scopeOf(site))}`;
  return (
    `while :; do l=$(${list}); echo "$l" | grep -Eq '"Role": "${role}"' && ` +
    `[ "$(echo "$l" | grep -Eo '"State": "(running|streaming)"' | wc -l)" -eq ${members(site).length} ] && exit 0; sleep 2; done`
  );
}

const scopeOf = (site: Site): string => textAt(members(site)[0]?.patroni.value, 'scope') ?? '';

/** etcdctl as the first member of a ring calls it. */
function etcdctl(site: Site): string {
  const [first] = ring(site);
  const security: JsonMap = mapAt(first?.etcd.value, 'client-transport-security');
  const tls = [
    ['--cacert', textAt(security, 'trusted-ca-file')],
    ['--cert', textAt(security, 'cert-file')],
    ['--key', textAt(security, 'key-file')],
  ].flatMap(([flag, file]) => (flag && file ? [flag, file] : []));
  const endpoint = textAt(first?.etcd.value, 'advertise-client-urls') ?? '';
  return ['ETCDCTL_API=3', 'etcdctl', '--endpoints', sh(endpoint), ...tls.map(sh)].join(' ');
}

const names = (nodes: readonly { name: string }[]): string => nodes.map(({ name }) => name).join(',');

const portOf = (bind: string | undefined): string => /:(\d+)(?: |$)/.exec(bind ?? '')?.[1] ?? '';

/** How a site streams: from its effective dynamic configuration. */
function streamOf(site: Site | undefined): { hosts: string; port: string; slot: string } {
  const standby = mapAt(site?.dcs.value, 'standby_cluster');
  return {
    hosts: textAt(standby, 'host') ?? '',
    port: textAt(standby, 'port') ?? '5432',
    slot: textAt(standby, 'primary_slot_name') ?? '',
  };
}

/** What the runbook says of a site, whatever its role. */
function siteContext(site: Site): object {
  const all = members(site);
  const [first] = all;
  const postgresql = mapAt(first?.patroni.value, 'postgresql');
  const dataDir = textAt(postgresql, 'data_dir') ?? '';
  const proxies = site.nodes.filter((node) => node.haproxy);
  const proxy = proxies[0]?.haproxy;
  const statsPort = portOf(textAt(proxy?.stats.value, 'bind'));
  return {
    name: site.name,
    scope: scopeOf(site),
    first: first?.name ?? '',
    memberList: names(all),
    others: names(all.slice(1)),
    ringList: names(ring(site)),
    ringFirst: ring(site)[0]?.name ?? '',
    proxyList: names(proxies),
    proxyFirst: proxies[0]?.name ?? '',
    writePort: portOf(textAt(proxy?.pools.find(({ name }) => name === 'primary')?.settings.value, 'bind')),
    port: /:(\d+)$/.exec(textAt(postgresql, 'connect_address') ?? '')?.[1] ?? '5432',
    urls: all.map((member) => restUrl(member, true)),
    dataDir,
    binDir: textAt(postgresql, 'bin_dir') ?? '',
    dynamicJson: `${dataDir}/patroni.dynamic.json`,
    slotsFor: Object.keys(mapAt(site.dcs.value, 'slots')),
    waitQuorum: `until ${etcdctl(site)} endpoint health --cluster; do sleep 2; done`,
    waitLeader: waitFor(site, '/leader'),
    waitPrimary: waitFor(site, '/primary'),
    waitStandbyLeader: waitFor(site, '/standby-leader'),
    waitMembers: waitForAll(site, '(Leader|Standby Leader)'),
    waitFollowing: waitForAll(site, 'Standby Leader'),
    waitPool: `until curl --silent 'http://127.0.0.1:${statsPort}/;csv' | grep -q '^primary,BACKEND,.*,UP,'; do sleep 1; done`,
  };
}

/** libpq's words for a replication connection, as the standby leader makes it. */
function connectionOf(site: Site): string {
  const [first] = members(site);
  const auth = mapAt(first?.patroni.value, 'postgresql', 'authentication', 'replication');
  const { hosts, port } = streamOf(site);
  const mode = textAt(auth, 'sslmode');
  const root = textAt(auth, 'sslrootcert');
  return [
    `host=${hosts} port=${port} user=${textAt(auth, 'username') ?? ''} dbname=postgres replication=true`,
    mode && `sslmode=${mode}`,
    root && `sslrootcert=${root}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A standby site, and what its promotion changes for the others. */
function standbyContext(estate: Estate, site: Site): object {
  const promoted = estate.reversed().find((reversed) => reversed.promoted === site.name);
  const after = (other: Site): Site | undefined => promoted?.sites.find(({ name }) => name === other.name);
  const redirected = estate.sites.filter(
    (other) =>
      other !== site && other.role === 'standby' && after(other)?.upstream?.name !== other.upstream?.name,
  );
  return {
    ...siteContext(site),
    // With more than one site to promote, the way back is told for each, under ids of its own.
    behind: estate.sites.length > 2 ? `-behind-${site.name}` : '',
    slot: streamOf(site).slot,
    connection: connectionOf(site),
    slotsFor: Object.keys(mapAt(after(site)?.dcs.value, 'slots')),
    returning: streamOf(estate.primary && after(estate.primary)),
    redirected: redirected.map((other) => ({ ...siteContext(other), ...streamOf(after(other)) })),
  };
}

/** What RUNBOOK.md is made of. */
export function runbook(estate: Estate, primary: Site): object {
  const standbys = estate.sites.filter((site) => site !== primary);
  const [first] = members(primary);
  const back = estate.reversed()[0]?.sites.find(({ name }) => name === primary.name);
  const p = { ...siteContext(primary), slot: streamOf(back).slot };
  const contexts = standbys.map((site) => standbyContext(estate, site));
  return {
    name: estate.name,
    patroni: estate.software.patroni.text,
    postgresql: estate.software.postgresql.text,
    config: PATRONI_FILE,
    override: GUARD_OVERRIDE,
    v41: knows(estate.software, 'patronictl.promote-cluster'),
    superuser:
      textAt(first?.patroni.value, 'postgresql', 'authentication', 'superuser', 'username') ?? 'postgres',
    curlCa: caWords(first),
    onlyOne: standbys.length === 1,
    p,
    standbys: contexts,
    sites: [p, ...contexts],
  };
}
