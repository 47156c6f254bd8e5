import { bracketed } from '../../../pghba/address.ts';
import type { Tree } from '../../estate/tree.ts';
import { PORTS } from '../../facts/ports.ts';
import { knows } from '../../facts/version.ts';
import type { Pointer } from '../../text/finding.ts';
import { defaultAt, valueAt } from '../../text/finding.ts';
import type { From, SourcedMap } from '../from.ts';
import { from, overlay } from '../from.ts';
import type { Inherited, NodePart, SitePart } from '../inherited.ts';
import { etcdName, ringOf } from '../inherited.ts';
import type { TlsFiles } from '../tls.ts';
import { filesOf } from '../tls.ts';

const clientPort = (node: NodePart): number => node.settings.number(PORTS.etcdClient, 'etcd', 'client_port');
const peerPort = (node: NodePart): number => node.settings.number(PORTS.etcdPeer, 'etcd', 'peer_port');
const host = (node: NodePart): string => (node.address ? bracketed(node.address) : '');

/** The listen address of etcd. It refuses host names; with a host name, it listens everywhere. */
const listenHost = (node: NodePart): string => (node.address?.kind === 'hostname' ? '0.0.0.0' : host(node));

const loopback = (node: NodePart): string => (node.address?.kind === 'ipv6' ? '[::1]' : '127.0.0.1');

/** One line without blanks: a folded text would put a blank before each name, and etcd would not find its own name. */
export const initialCluster = (inherited: Inherited, site: SitePart): string =>
  ringOf(site)
    .map((node) => `${etcdName(node)}=${scheme(inherited)}://${host(node)}:${peerPort(node)}`)
    .join(',');

const scheme = (inherited: Inherited): string => (inherited.tls.etcd ? 'https' : 'http');

function security(near: Pointer, files: TlsFiles | undefined): From {
  const value = files && {
    'cert-file': files.cert,
    'key-file': files.key,
    'trusted-ca-file': files.ca,
    'client-cert-auth': true,
  };
  return from(() => defaultAt(near, 'tls', 'etcd'), value);
}

function derived(inherited: Inherited, site: SitePart, node: NodePart, cluster: string): SourcedMap {
  const { software } = inherited;
  const { settings, pointer } = node;
  const near = [...pointer, 'name'];
  const files = filesOf(inherited.tls.etcd, { node: node.name, site: site.name, member: etcdName(node) });
  const url = (name: string, port: number): string => `${scheme(inherited)}://${name}:${port}`;
  const byPort = (key: 'client_port' | 'peer_port', urls: string): From =>
    from(() => settings.get('etcd', key)?.at ?? valueAt(...pointer, 'address'), urls);
  const everywhere = node.address?.kind === 'hostname';
  const clients = url(listenHost(node), clientPort(node));
  return {
    name: from(() => defaultAt(near, ...pointer, 'etcd', 'name'), etcdName(node)),
    'data-dir': from(
      () => settings.at(near, 'etcd', 'data_dir'),
      settings.text('/var/lib/etcd/data', 'etcd', 'data_dir'),
    ),
    'listen-peer-urls': byPort('peer_port', url(listenHost(node), peerPort(node))),
    'listen-client-urls': byPort(
      'client_port',
      everywhere ? clients : `${clients},${url(loopback(node), clientPort(node))}`,
    ),
    'initial-advertise-peer-urls': byPort('peer_port', url(host(node), peerPort(node))),
    'advertise-client-urls': byPort('client_port', url(host(node), clientPort(node))),
    'initial-cluster': from(() => valueAt(...site.pointer, 'nodes'), cluster),
    'initial-cluster-token': from(() => valueAt(...site.pointer, 'etcd', 'token'), site.block.etcd?.token),
    'initial-cluster-state': 'new',
    'heartbeat-interval': 100,
    'election-timeout': 1000,
    'pre-vote': true,
    'strict-reconfig-check': true,
    'quota-backend-bytes': 2147483648,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '1h',
    'listen-metrics-urls': `http://${loopback(node)}:${PORTS.etcdMetrics}`,
    logger: knows(software, 'etcd.zap-only') ? undefined : 'zap',
    'log-level': 'info',
    'log-outputs': ['stderr'],
    'enable-grpc-gateway': knows(software, 'etcd.gateway-on') ? undefined : true,
    'client-transport-security': security(near, files),
    'peer-transport-security': security(near, files),
    'tls-min-version': files && knows(software, 'etcd.tls-min-version') ? 'TLS1.2' : undefined,
  };
}

/** etcd.conf.yml of a node. */
export const etcdOf = (inherited: Inherited, site: SitePart, node: NodePart, cluster: string): Tree =>
  overlay(derived(inherited, site, node, cluster), node.settings.layers('overrides', 'etcd'), (path) =>
    defaultAt([...node.pointer, 'name'], 'overrides', 'etcd', ...path),
  );
