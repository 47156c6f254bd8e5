import { bracketed } from '../../../pghba/address.ts';
import type { Tree } from '../../estate/tree.ts';
import { overlay } from '../../estate/tree.ts';
import { PORTS } from '../../facts/ports.ts';
import { knows } from '../../facts/version.ts';
import type { Place, Pointer } from '../../text/finding.ts';
import { defaultAt, valueAt } from '../../text/finding.ts';
import type { JsonMap } from '../../text/json.ts';
import type { NodePart, Parts, SitePart } from '../inherited.ts';
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
export const initialCluster = (parts: Parts, site: SitePart): string =>
  ringOf(site)
    .map((node) => `${etcdName(node)}=${scheme(parts)}://${host(node)}:${peerPort(node)}`)
    .join(',');

const scheme = (parts: Parts): string => (parts.tls.etcd ? 'https' : 'http');

const security = (files: TlsFiles | undefined): JsonMap | undefined =>
  files && {
    'cert-file': files.cert,
    'key-file': files.key,
    'trusted-ca-file': files.ca,
    'client-cert-auth': true,
  };

function derived(parts: Parts, site: SitePart, node: NodePart, cluster: string): JsonMap {
  const { software } = parts;
  const files = filesOf(parts.tls.etcd, { node: node.name, site: site.name, member: etcdName(node) });
  const url = (name: string, port: number): string => `${scheme(parts)}://${name}:${port}`;
  const everywhere = node.address?.kind === 'hostname';
  const clients = url(listenHost(node), clientPort(node));
  return {
    name: etcdName(node),
    'data-dir': node.settings.text('/var/lib/etcd/data', 'etcd', 'data_dir'),
    'listen-peer-urls': url(listenHost(node), peerPort(node)),
    'listen-client-urls': everywhere ? clients : `${clients},${url(loopback(node), clientPort(node))}`,
    'initial-advertise-peer-urls': url(host(node), peerPort(node)),
    'advertise-client-urls': url(host(node), clientPort(node)),
    'initial-cluster': cluster,
    'initial-cluster-token': site.block.etcd?.token,
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
    'client-transport-security': security(files),
    'peer-transport-security': security(files),
    'tls-min-version': files && knows(software, 'etcd.tls-min-version') ? 'TLS1.2' : undefined,
  };
}

const KEYS: Readonly<Record<string, 'client_port' | 'peer_port'>> = {
  'listen-client-urls': 'client_port',
  'advertise-client-urls': 'client_port',
  'listen-peer-urls': 'peer_port',
  'initial-advertise-peer-urls': 'peer_port',
};

/** Where a derived value of etcd.conf.yml comes from. */
function origin(site: SitePart, node: NodePart, path: Pointer): Place {
  const key = String(path[0] ?? '');
  const near = [...node.pointer, 'name'];
  const port = KEYS[key];
  if (port) return node.settings.get('etcd', port)?.at ?? valueAt(...node.pointer, 'address');
  switch (key) {
    case 'name':
      return defaultAt(near, ...node.pointer, 'etcd', 'name');
    case 'initial-cluster-token':
      return valueAt(...site.pointer, 'etcd', 'token');
    case 'initial-cluster':
      return valueAt(...site.pointer, 'nodes');
    case 'data-dir':
      return node.settings.at(near, 'etcd', 'data_dir');
    case 'client-transport-security':
    case 'peer-transport-security':
      return defaultAt(near, 'tls', 'etcd');
    default:
      return defaultAt(near, 'overrides', 'etcd', ...path);
  }
}

/** etcd.conf.yml of a node. */
export const etcdOf = (parts: Parts, site: SitePart, node: NodePart, cluster: string): Tree =>
  overlay(derived(parts, site, node, cluster), node.settings.layers('overrides', 'etcd'), (path) =>
    origin(site, node, path),
  );
