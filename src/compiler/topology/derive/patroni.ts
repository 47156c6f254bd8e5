import type { Address } from '../../../pghba/address.ts';
import { bracketed } from '../../../pghba/address.ts';
import type { Layer, Tree } from '../../estate/tree.ts';
import { overlay } from '../../estate/tree.ts';
import { PORTS } from '../../facts/ports.ts';
import { knows } from '../../facts/version.ts';
import type { Place, Pointer } from '../../text/finding.ts';
import { defaultAt, keyAt, valueAt } from '../../text/finding.ts';
import type { JsonMap } from '../../text/json.ts';
import { get, isMap, merge } from '../../text/json.ts';
import type { NodePart, Parts, SitePart } from '../inherited.ts';
import { etcdName, isIPv4, postgresPort, restPort, ringOf, timingAt, usersOf } from '../inherited.ts';
import type { Placeholders, TlsFiles } from '../tls.ts';
import { filesOf } from '../tls.ts';
import {
  bootstrapBlocks,
  bootstrapOrigin,
  copyMethods,
  methodBlocks,
  methodOrigin,
  recoveryConf,
} from './copies.ts';
import type { HbaLine } from './hba.ts';
import { initdbOf } from './initdb.ts';
import { tagsOf } from './may-lead.ts';

/** Data that the nodes of a site share, made once: a list for every node would grow quadratically. */
export interface SiteShared {
  readonly etcdHosts: readonly string[];
  readonly hba: readonly HbaLine[];
  readonly hbaTexts: readonly string[];
}

const at = (address: Address | undefined, port: number): string =>
  `${address ? bracketed(address) : ''}:${port}`;

/** `*` if IPv6 is possible; else only IPv4, so that `localhost` need not be let in over ::1. */
const anyAddress = (node: NodePart): string => (isIPv4(node.address) && isIPv4(node.wan) ? '0.0.0.0' : '*');

export const ringHosts = (site: SitePart): string[] =>
  ringOf(site).flatMap((node) =>
    node.address ? [at(node.address, node.settings.number(PORTS.etcdClient, 'etcd', 'client_port'))] : [],
  );

function restapi(parts: Parts, node: NodePart, files: TlsFiles | undefined): JsonMap {
  return {
    listen: `${anyAddress(node)}:${restPort(node)}`,
    connect_address: at(node.address, restPort(node)),
    certfile: files?.cert,
    keyfile: files?.key,
    cafile: files?.ca,
    authentication: { username: usersOf(parts).restapi },
  };
}

function etcd3(shared: SiteShared, files: TlsFiles | undefined): JsonMap {
  return {
    hosts: shared.etcdHosts,
    protocol: files ? 'https' : 'http',
    cacert: files?.ca,
    cert: files?.cert,
    key: files?.key,
  };
}

/** How the cluster is made. --validate-config of Patroni 3.0.2 requires pg_hba here, which nothing else reads. */
function bootstrap(parts: Parts, node: NodePart, shared: SiteShared): JsonMap {
  return {
    initdb: initdbOf(parts, node),
    ...bootstrapBlocks(node),
    pg_hba: knows(parts.software, 'bootstrap.optional') ? undefined : shared.hbaTexts.slice(0, 1),
  };
}

function postgresql(
  parts: Parts,
  site: SitePart,
  node: NodePart,
  shared: SiteShared,
  files: TlsFiles | undefined,
): JsonMap {
  const { settings } = node;
  const users = usersOf(parts);
  const major = parts.software.postgresql.text;
  const remote = files ? { sslmode: 'verify-full', sslrootcert: files.ca } : {};
  const server = files
    ? { ssl: 'on', ssl_cert_file: files.cert, ssl_key_file: files.key, ssl_ca_file: files.ca }
    : {};
  const own = node.block.postgresql?.parameters as JsonMap | undefined;
  const written = settings.get('postgresql', 'pg_hba')?.value;
  return {
    listen: `${anyAddress(node)}:${postgresPort(node)}`,
    connect_address: at(node.address, postgresPort(node)),
    data_dir: settings.text(`/var/lib/postgresql/${major}/main`, 'postgresql', 'data_dir'),
    bin_dir: settings.text(`/usr/lib/postgresql/${major}/bin`, 'postgresql', 'bin_dir'),
    config_dir: settings.get('postgresql', 'config_dir')?.value,
    pgpass: settings.get('postgresql', 'pgpass')?.value,
    create_replica_methods: copyMethods(node),
    ...methodBlocks(site, node),
    recovery_conf: recoveryConf(site, node),
    authentication: {
      superuser: { username: users.superuser },
      replication: { username: users.replication, ...remote },
      // Without a rewind role there are no TLS settings: those of the superuser would also apply to the connection to localhost.
      rewind: users.rewind === undefined ? undefined : { username: users.rewind, ...remote },
    },
    parameters: files || own ? { ...server, ...own } : undefined,
    // The written list itself, not a copy, so that nodes that share it are checked once.
    pg_hba: Array.isArray(written) ? written : shared.hbaTexts,
  };
}

function watchdog(parts: Parts, node: NodePart): JsonMap {
  return {
    mode: node.settings.text('automatic', 'patroni', 'watchdog', 'mode'),
    device: node.settings.text('/dev/watchdog', 'patroni', 'watchdog', 'device'),
    safety_margin: parts.timing.safety_margin,
  };
}

function derived(parts: Parts, site: SitePart, node: NodePart, shared: SiteShared): JsonMap {
  const names: Placeholders = { node: node.name, site: site.name, member: node.name };
  const rest = filesOf(parts.tls.restapi, names);
  return {
    scope: site.block.scope,
    namespace: site.block.namespace ?? '/service/',
    name: node.name,
    restapi: restapi(parts, node, rest),
    ctl: rest ? { insecure: false, cacert: rest.ca } : undefined,
    etcd3: etcd3(shared, filesOf(parts.tls.etcd, { ...names, member: etcdName(node) })),
    bootstrap: bootstrap(parts, node, shared),
    postgresql: postgresql(parts, site, node, shared, filesOf(parts.tls.postgresql, names)),
    watchdog: watchdog(parts, node),
    tags: tagsOf(node),
  };
}

/** Where postgresql.pg_hba comes from: the written list, or the source of each derived line. */
function hbaOrigin(node: NodePart, shared: SiteShared, [index]: Pointer): Place {
  const written = node.settings.get('postgresql', 'pg_hba')?.at;
  if (written) return index === undefined ? { ...written, part: 'key' } : valueAt(...written.pointer, index);
  const line = typeof index === 'number' ? shared.hba[index] : undefined;
  return line?.from ?? defaultAt([...node.pointer, 'name'], 'postgresql', 'pg_hba');
}

function postgresqlOrigin(
  site: SitePart,
  node: NodePart,
  shared: SiteShared,
  [key, ...rest]: Pointer,
): Place | undefined {
  const near = [...node.pointer, 'name'];
  const name = String(rest[0] ?? '');
  const { settings } = node;
  switch (key) {
    case 'pg_hba':
      return hbaOrigin(node, shared, rest);
    case 'authentication':
      if (name === 'rewind' && settings.get('credentials', 'rewind')?.value === false)
        return settings.at(near, 'credentials', 'rewind');
      return rest[1] === 'username' || rest[1] === undefined
        ? settings.at(near, 'credentials', name, 'username')
        : defaultAt(near, 'tls', 'postgresql');
    case 'parameters':
      return settings.get('postgresql', 'parameters', name)?.at ?? defaultAt(near, 'tls', 'postgresql');
    case 'listen':
      return settings.at([...node.pointer, 'address'], 'postgresql', 'port');
    case 'connect_address':
      return settings.get('postgresql', 'port')?.at ?? valueAt(...node.pointer, 'address');
    case 'data_dir':
    case 'bin_dir':
    case 'config_dir':
    case 'pgpass':
      return settings.at(near, 'postgresql', key);
    case 'create_replica_methods':
      return settings.at(near, 'postgresql', key, ...rest.map(String));
    case 'recovery_conf':
      return defaultAt(near, ...site.pointer, 'standby', name);
    default:
      return methodOrigin(node, near, [key ?? '', ...rest]);
  }
}

/** Where a derived value of patroni.yml comes from; undefined for a constant. */
function origin(
  parts: Parts,
  site: SitePart,
  node: NodePart,
  shared: SiteShared,
  [key, ...rest]: Pointer,
): Place | undefined {
  const near = [...node.pointer, 'name'];
  const { settings } = node;
  switch (key) {
    case 'name':
      return valueAt(...near);
    case 'scope':
      return valueAt(...site.pointer, 'scope');
    case 'namespace':
      return defaultAt([...site.pointer, 'name'], ...site.pointer, 'namespace');
    case 'postgresql':
      return postgresqlOrigin(site, node, shared, rest);
    case 'restapi':
      if (rest[0] === 'authentication') return settings.at(near, 'credentials', 'restapi', 'username');
      if (rest[0] === 'connect_address')
        return settings.get('patroni', 'restapi', 'port')?.at ?? valueAt(...node.pointer, 'address');
      return rest[0] === 'listen'
        ? settings.at(near, 'patroni', 'restapi', 'port')
        : defaultAt(near, 'tls', 'restapi');
    case 'ctl':
      return defaultAt(near, 'tls', 'restapi');
    case 'etcd3':
      return rest[0] === 'hosts' ? valueAt(...site.pointer, 'nodes') : defaultAt(near, 'tls', 'etcd');
    case 'tags':
      return defaultAt(near, ...node.pointer, 'tags', ...rest);
    case 'bootstrap':
      if (rest[0] !== 'initdb')
        return bootstrapOrigin(node, near, rest) ?? settings.at(near, 'postgresql', 'pg_hba');
      return (
        (rest[1] === undefined ? undefined : settings.get('postgresql', 'initdb')?.at) ??
        settings.at(near, 'postgresql', 'data_checksums')
      );
    case 'watchdog':
      return rest[0] === 'safety_margin'
        ? timingAt(parts, near, 'safety_margin')
        : settings.at(near, 'patroni', 'watchdog', String(rest[0] ?? 'mode'));
    default:
      return undefined;
  }
}

/** Overrides without bootstrap.dcs, which belongs to the site. */
const localLayers = (node: NodePart): Layer[] =>
  node.settings.layers('overrides', 'patroni').map((layer) => {
    if (!isMap(get(layer.value, 'bootstrap', 'dcs'))) return layer;
    return { ...layer, value: merge(layer.value, { bootstrap: { dcs: null } }) };
  });

/** patroni.yml of a node without bootstrap.dcs. */
export const patroniOf = (parts: Parts, site: SitePart, node: NodePart, shared: SiteShared): Tree =>
  overlay(
    derived(parts, site, node, shared),
    localLayers(node),
    (path) =>
      origin(parts, site, node, shared, path) ??
      defaultAt([...node.pointer, 'name'], 'overrides', 'patroni', ...path),
  );

/** Keys of `patroni` that go to the dynamic configuration. */
const OF_SITE = [
  'failsafe_mode',
  'maximum_lag_on_failover',
  'maximum_lag_on_syncnode',
  'synchronous_mode',
  'synchronous_mode_strict',
  'synchronous_node_count',
] as const;

/** Parts of the dynamic configuration that are written under one node, although it belongs to the site. */
export const misplacedDcs = (node: NodePart): Place[] => [
  ...(get(node.block.overrides as JsonMap | undefined, 'patroni', 'bootstrap', 'dcs') === undefined
    ? []
    : [keyAt(...node.pointer, 'overrides', 'patroni', 'bootstrap', 'dcs')]),
  ...OF_SITE.filter((key) => get(node.block.patroni as JsonMap | undefined, key) !== undefined).map((key) =>
    keyAt(...node.pointer, 'patroni', key),
  ),
];
