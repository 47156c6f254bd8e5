import type { HaproxyConfig, Line, Pool, PoolName, Section, Server } from '../../estate/haproxy-config.ts';
import type { Tree } from '../../estate/tree.ts';
import type { SectionKind } from '../../facts/haproxy-keywords.ts';
import { PORTS } from '../../facts/ports.ts';
import type { Pointer } from '../../text/finding.ts';
import { defaultAt, valueAt } from '../../text/finding.ts';
import type { JsonMap } from '../../text/json.ts';
import { wordOf } from '../../text/json.ts';
import type { From, SourcedMap } from '../from.ts';
import { from, overlay } from '../from.ts';
import type { Inherited, NodePart, SitePart } from '../inherited.ts';
import { isIPv4, membersOf, postgresPort, restPort, timingAt } from '../inherited.ts';
import { fill } from '../tls.ts';

const GLOBAL: JsonMap = {
  // Without these, HAProxy would run as root; packages and images contain the user.
  user: 'haproxy',
  group: 'haproxy',
  log: '/dev/log local0',
  maxconn: 2000,
  // After a reload, the old process keeps its sessions but no longer checks servers, so a failover does not end them (seen
  // with 3.2.26). Minutes let transactions end; hours would leave clients on a former primary.
  'hard-stop-after': '5m',
  'stats socket': '/run/haproxy/admin.sock mode 600 level admin expose-fd listeners',
  'spread-checks': 3,
};

const DEFAULTS: JsonMap = {
  mode: 'tcp',
  log: 'global',
  'option tcplog': true,
  'option dontlognull': true,
  'option redispatch': true,
  'option clitcpka': true,
  'option srvtcpka': true,
  retries: 2,
  maxconn: 1000,
  'timeout queue': '5s',
  'timeout connect': '4s',
  'timeout client': '30m',
  'timeout server': '30m',
  'timeout check': '5s',
};

const stats = (bind: From): SourcedMap => ({
  mode: 'http',
  bind,
  'option httplog': true,
  'timeout client': '30s',
  'stats enable': true,
  'stats uri': '/',
});

/** The health check, the default port and the balancing of each pool. */
const POOLS: Readonly<Record<PoolName, { path: string; port: number; balance?: string }>> = {
  primary: { path: '/primary', port: PORTS.primary },
  replicas: { path: '/replica?lag=100MB', port: PORTS.replicas, balance: 'leastconn' },
  standby_leader: { path: '/standby-leader', port: PORTS.standbyLeader },
};

/** The port of a pool at a node that runs HAProxy. */
export const poolPort = ({ settings }: NodePart, name: PoolName): number =>
  settings.number(POOLS[name].port, 'haproxy', 'ports', name);

/** IPv4 unless the site has other addresses: HAProxy's `*` is only IPv4. */
const bindHost = (site: SitePart): string =>
  site.nodes.every(({ address }) => isIPv4(address)) ? '*' : '[::]';

/** How a pool verifies the certificates of the REST API, if it uses TLS. */
const verified = ({ tls }: Inherited, site: SitePart, { name }: NodePart): string =>
  tls.restapi
    ? ` check-ssl verify required ca-file ${fill(tls.haproxyCa, { node: name, site: site.name, member: name })}`
    : '';

function poolSettings(
  inherited: Inherited,
  near: Pointer,
  {
    name,
    bind,
    writesAll,
    verify,
  }: Pick<Pool, 'name'> & { readonly bind: From; readonly writesAll: boolean; readonly verify: string },
): SourcedMap {
  const { timing } = inherited;
  const { path, balance } = POOLS[name];
  // A site that comes up takes its clients back: sessions to the other site end, so that no client writes to both.
  const takeBack = writesAll && name === 'primary' ? ' on-marked-up shutdown-backup-sessions' : '';
  return {
    bind,
    balance,
    'option httpchk': true,
    'http-check send': `meth OPTIONS uri ${path}`,
    'http-check expect': 'status 200',
    'default-server': from(
      () => timingAt(inherited, near, 'inter'),
      `inter ${timing.inter} fastinter ${timing.fastinter} downinter ${timing.downinter} ` +
        `fall ${timing.fall} rise ${timing.rise} on-marked-down shutdown-sessions${takeBack}${verify}`,
    ),
  };
}

const server = (node: NodePart, backup: boolean): Server[] => {
  const address = backup ? node.wan : node.address;
  if (!address) return [];
  return [
    {
      name: node.name,
      address,
      port: postgresPort(node),
      checkPort: restPort(node),
      backup,
      at: valueAt(...node.pointer, 'name'),
    },
  ];
};

/** The members of every other site, in the order of the topology. */
const elsewhere = (inherited: Inherited, site: SitePart): Server[] =>
  inherited.sites.flatMap((other) =>
    other === site ? [] : membersOf(other).flatMap((node) => server(node, true)),
  );

/** Lines as HAProxy reads them; what is switched off is no line. */
function sectionOf(kind: SectionKind, name: string, tree: Tree): Section {
  const lines = Object.entries(tree.value).flatMap(([key, value]): Line[] => {
    if (value === undefined || value === false) return [];
    const text = value === true ? key : `${key} ${wordOf(value)}`;
    return [
      { key, words: text.split(' ').filter(Boolean), at: tree.at(key), isWritten: tree.isWritten(key) },
    ];
  });
  return {
    kind,
    name,
    lines,
    at: (key) => tree.at(key),
    removedAt: (key) => (tree.value[key] === false ? tree.at(key) : tree.removedAt(key)),
  };
}

/** haproxy.cfg of a node. */
export function haproxyOf(inherited: Inherited, site: SitePart, node: NodePart): HaproxyConfig {
  const { settings, pointer } = node;
  const near = [...pointer, 'name'];
  const section = (kind: SectionKind, name: string, derived: SourcedMap): Section =>
    sectionOf(
      kind,
      name,
      overlay(derived, settings.layers('overrides', 'haproxy', name), (path) =>
        defaultAt(near, 'overrides', 'haproxy', name, ...path),
      ),
    );
  const bindOf = (name: string, text: string): From =>
    from(() => settings.at(near, 'haproxy', 'ports', name), text);
  const local = membersOf(site).flatMap((member) => server(member, false));
  const writesAll = settings.text('local', 'haproxy', 'writes') === 'all';
  const host = bindHost(site);
  const verify = verified(inherited, site, node);
  const global = section('global', 'global', GLOBAL);
  const defaults = section('proxy', 'defaults', DEFAULTS);
  const ofStats = section(
    'proxy',
    'stats',
    stats(bindOf('stats', `127.0.0.1:${settings.number(PORTS.stats, 'haproxy', 'ports', 'stats')}`)),
  );
  const pool = (name: PoolName): Pool => {
    const port = poolPort(node, name);
    const bind = bindOf(name, host === '*' ? `*:${port}` : `${host}:${port} v4v6`);
    const listen = section('proxy', name, poolSettings(inherited, near, { name, bind, writesAll, verify }));
    return {
      name,
      port,
      front: listen,
      back: listen,
      defaults,
      servers: name === 'primary' && writesAll ? [...local, ...elsewhere(inherited, site)] : local,
    };
  };
  const pools = [pool('primary'), pool('replicas'), pool('standby_leader')];
  return {
    sections: [global, defaults, ofStats, ...pools.map(({ back }) => back)],
    global,
    defaults,
    stats: ofStats,
    pools,
    resolves: pools.some(({ servers }) => servers.some(({ address }) => address.kind === 'hostname')),
  };
}
