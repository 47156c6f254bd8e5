import { bracketed } from '../../pghba/address.ts';
import type { Estate, Member, Site } from '../estate/estate.ts';
import { members, ring } from '../estate/estate.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { promotionsOf } from '../estate/promote.ts';
import { ETCD_FILE, GUARD_OVERRIDE, PATRONI_FILE } from '../facts/files.ts';
import { knows } from '../facts/version.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, listAt, mapAt, textAt } from '../text/json.ts';
import { yamlBlock } from '../yaml/write/yaml.ts';
import {
  cascadeSource,
  caWords,
  endpointContext,
  loginOf,
  mayLead,
  portOf,
  postgresPort,
  psqlOf,
  restCa,
  restPortOf,
  restUrl,
  scopeOf,
  streamOf,
  waysIn,
  writePortOf,
} from './reach.ts';

const names = (nodes: readonly { name: string }[]): string => nodes.map(({ name }) => name).join(',');

/** The etcd keys in which Patroni keeps the WAL position of a site's leader: now, and before 2.1. */
function positionKeys(site: Site): { statusKey: string; optimeKey: string; leaderKey: string } {
  const namespace = textAt(members(site)[0]?.patroni.value, 'namespace') ?? 'service';
  // patroni dcs/__init__.py, AbstractDCS
  const base = `/${namespace}/${scopeOf(site)}/`.replace(/\/+/g, '/');
  return { statusKey: `${base}status`, optimeKey: `${base}optime/leader`, leaderKey: `${base}leader` };
}

/** Client URLs of a ring's members, for other sites. */
const outerEndpoints = (site: Site): string[] =>
  ring(site).flatMap(({ etcd, wan }) => {
    const url = textAt(etcd.value, 'advertise-client-urls')?.split(',')[0] ?? '';
    return wan ? [`${url.startsWith('https:') ? 'https' : 'http'}://${bracketed(wan)}:${portOf(url)}`] : [];
  });

/** Whether a node's own daemons use TLS, and their ports if all nodes have the same. */
function localEndpoints(site: Site) {
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

/** The value that all nodes of a site share; empty if they differ, so that a block must look on the node itself. */
const common = (values: readonly string[]): string => (new Set(values).size === 1 ? (values[0] ?? '') : '');

/** Where the files of PostgreSQL are, for blocks that run on any member of a site. */
export function placesOf(site: Site): { config: string; dataDir: string; binDir: string } {
  const place = (key: string): string =>
    common(members(site).map(({ patroni }) => textAt(patroni.value, 'postgresql', key) ?? ''));
  return { config: PATRONI_FILE, dataDir: place('data_dir'), binDir: place('bin_dir') };
}

/** The line of a compiled file that contains a key; empty if there is none. */
export function lineOf(file: Json | undefined, key: string): string {
  const value = get(file, key);
  return value === undefined ? '' : yamlBlock({ [key]: value }, 0).trimEnd();
}

/** Lines of patroni.yml that identify a member's node. */
const linesOf = (member: Member | undefined, ...keys: readonly string[]): string[] =>
  keys.flatMap((key) => lineOf(member?.patroni.value, key) || []);

/** The `name` lines of these members. */
export const nameLinesOf = (all: readonly Member[]): string[] =>
  all.flatMap((member) => linesOf(member, 'name'));

/** The lines that a cluster's members share, and the lines with their own names. */
const identityOf = (site: Site): { identity: string[]; nameLines: string[] } => ({
  identity: linesOf(members(site)[0], 'scope', 'namespace'),
  nameLines: nameLinesOf(members(site)),
});

/** Where Patroni and PostgreSQL of all other sites' members answer. */
const othersOf = (estate: Estate, site: Site) => {
  const others = estate.sites.filter((other) => other !== site);
  return {
    otherUrls: others.flatMap((other) => members(other).map((member) => restUrl(member, true))),
    otherServers: others.flatMap((other) => {
      const port = postgresPort(other);
      return members(other).flatMap(({ wan }) => (wan ? [{ host: wan.text, port }] : []));
    }),
  };
};

/** How a site follows: now, or after the promotion of another site. */
const following = (estate: Estate, site: Site): JsonMap =>
  [estate, ...promotionsOf(estate)]
    .flatMap(({ sites }) => sites.filter(({ name, role }) => name === site.name && role === 'standby'))
    .map(({ dcs }) => mapAt(dcs.value, 'standby_cluster'))
    .at(0) ?? {};

/** Where the WAL and the first copies of a site are from. */
function sourcesContext(
  estate: Estate,
  site: Site,
): { fromArchive: boolean; copyMethods: string; delay: string } {
  const cluster = following(estate, site);
  const methods = listAt(cluster, 'create_replica_methods').map(String);
  return {
    fromArchive: textAt(cluster, 'host') === undefined && textAt(cluster, 'restore_command') !== undefined,
    copyMethods: methods.some((name) => name !== 'basebackup') ? methods.join(', ') : '',
    delay: textAt(cluster, 'recovery_min_apply_delay') ?? '',
  };
}

/** States of a member that follows correctly, in the words of `patronictl list`. */
function followerStates(estate: Estate, site: Site): string[] {
  const streams = knows(estate.software, 'list.streaming') ? ['streaming'] : ['streaming', 'running'];
  // Without a host, a standby leader cannot stream: it replays the WAL that restore_command fetches.
  return sourcesContext(estate, site).fromArchive ? [...streams, 'in archive recovery'] : streams;
}

/** Context of the blocks that start and watch a site. */
function startContext(estate: Estate, site: Site) {
  const follows = site !== estate.primary;
  const method = textAt(members(site)[0]?.patroni.value, 'bootstrap', 'method') ?? 'initdb';
  const restores = !follows && method !== 'initdb';
  return {
    upstream: site.upstream?.name ?? '',
    // Its upstream is not the primary site: that a primary site runs does not mean that there is something to copy.
    cascades: site.upstream !== undefined && site.upstream !== estate.primary,
    // Sites that stream from one fixed member of this site.
    followedAt: estate.sites.flatMap((other) => {
      const source = other.upstream === site ? cascadeSource(other) : undefined;
      return source && members(site).length > 1 ? [{ site: other.name, member: source.name }] : [];
    }),
    upstreamUrls: site.upstream ? members(site.upstream).map((member) => restUrl(member, true)) : [],
    restores,
    copies: follows,
    streams: follows && streamOf(site).hosts !== '',
    // initdb takes seconds; a copy or a backup of a whole site takes what the link allows.
    firstSeconds: follows || restores ? '86400' : '600',
    followerStates: followerStates(estate, site),
    memberNames: members(site)
      .filter(({ patroni }) => mapAt(patroni.value, 'tags').nostream !== true)
      .map(({ name }) => name),
  };
}

/** Context of a site in the runbook, whatever its role. */
export function siteContext(estate: Estate, site: Site) {
  const all = members(site);
  const proxies = site.nodes.filter((node) => node.haproxy);
  const proxy = proxies[0]?.haproxy;
  // The first member that starts must be one that may lead: Patroni would wait forever for any other.
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
    // The value of `sure` with which an operator overrules a block. It names the block, because a shell remembers variables.
    sure: {
      promote: `promote-${site.name}`,
      swap: `swap-${site.name}`,
      abort: `abort-swap-${site.name}`,
      rewind: `rewind-${site.name}`,
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
    ringNameLines: ring(site).map(({ etcd }) => lineOf(etcd.value, 'name')),
    ringLine: lineOf(ring(site)[0]?.etcd.value, 'initial-cluster-token'),
    entrances: waysIn(site),
    ...endpointContext(estate, site),
    proxyList: names(proxies),
    proxyNames: proxies.map(({ name }) => name),
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
    statsPort: proxy ? portOf(bindOf(proxy.stats)) : '',
  };
}
