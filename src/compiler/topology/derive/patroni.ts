import type { Address } from '../../../pghba/address.ts';
import { bracketed } from '../../../pghba/address.ts';
import type { Tree, WrittenBlock } from '../../estate/tree.ts';
import { PORTS } from '../../facts/ports.ts';
import { knows } from '../../facts/version.ts';
import type { Place, Pointer } from '../../text/finding.ts';
import { defaultAt, keyAt, valueAt } from '../../text/finding.ts';
import type { Json, JsonMap } from '../../text/json.ts';
import { get, isMap, merge } from '../../text/json.ts';
import type { From, SourcedMap } from '../from.ts';
import { around, from, overlay } from '../from.ts';
import type { Inherited, NodePart, SitePart } from '../inherited.ts';
import { etcdName, isIPv4, postgresPort, restPort, ringOf, timingAt, usersOf } from '../inherited.ts';
import type { Placeholders, TlsFiles } from '../tls.ts';
import { filesOf } from '../tls.ts';
import { bootstrapBlocks, bootstrapOrigin, copyMethods, methodBlocks, recoveryConf } from './copies.ts';
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

function restapi(inherited: Inherited, node: NodePart, near: Pointer, files: TlsFiles | undefined): From {
  const { settings, pointer } = node;
  return around(() => defaultAt(near, 'tls', 'restapi'), {
    listen: from(
      () => settings.at(near, 'patroni', 'restapi', 'port'),
      `${anyAddress(node)}:${restPort(node)}`,
    ),
    connect_address: from(
      () => settings.get('patroni', 'restapi', 'port')?.at ?? valueAt(...pointer, 'address'),
      at(node.address, restPort(node)),
    ),
    certfile: files?.cert,
    keyfile: files?.key,
    cafile: files?.ca,
    authentication: from(() => settings.at(near, 'credentials', 'restapi', 'username'), {
      username: usersOf(inherited).restapi,
    }),
  });
}

const etcd3 = (site: SitePart, near: Pointer, shared: SiteShared, files: TlsFiles | undefined): From =>
  around(() => defaultAt(near, 'tls', 'etcd'), {
    hosts: from(() => valueAt(...site.pointer, 'nodes'), shared.etcdHosts),
    protocol: files ? 'https' : 'http',
    cacert: files?.ca,
    cert: files?.cert,
    key: files?.key,
  });

/** How the cluster is made. --validate-config of Patroni 3.0.2 requires pg_hba here, which nothing else reads. */
function bootstrap(inherited: Inherited, node: NodePart, near: Pointer, shared: SiteShared): From {
  const { settings } = node;
  const source = (below: Pointer): Place =>
    bootstrapOrigin(node, near, below) ?? settings.at(near, 'postgresql', 'pg_hba');
  return around(source, {
    initdb: from(
      ([option]) =>
        (option === undefined ? undefined : settings.get('postgresql', 'initdb')?.at) ??
        settings.at(near, 'postgresql', 'data_checksums'),
      initdbOf(inherited, node),
    ),
    ...bootstrapBlocks(node),
    pg_hba: knows(inherited.software, 'bootstrap.optional') ? undefined : shared.hbaTexts.slice(0, 1),
  });
}

/** Where postgresql.pg_hba comes from: the written list, or the source of each derived line. */
function hbaOrigin(node: NodePart, shared: SiteShared, [index]: Pointer): Place {
  const written = node.settings.get('postgresql', 'pg_hba')?.at;
  if (written) return index === undefined ? { ...written, part: 'key' } : valueAt(...written.pointer, index);
  const line = typeof index === 'number' ? shared.hba[index] : undefined;
  return line?.from ?? defaultAt([...node.pointer, 'name'], 'postgresql', 'pg_hba');
}

/** The users that Patroni logs in as, and how they use TLS. */
function authentication(
  inherited: Inherited,
  { settings }: NodePart,
  near: Pointer,
  files: TlsFiles | undefined,
): From {
  const users = usersOf(inherited);
  const remote = files ? { sslmode: 'verify-full', sslrootcert: files.ca } : {};
  const source =
    (role: string) =>
    ([key = 'username']: Pointer): Place =>
      key === 'username'
        ? settings.at(near, 'credentials', role, 'username')
        : defaultAt(near, 'tls', 'postgresql');
  return around(() => defaultAt(near, 'credentials'), {
    superuser: from(source('superuser'), { username: users.superuser }),
    replication: from(source('replication'), { username: users.replication, ...remote }),
    // Without a rewind role there are no TLS settings: those of the superuser would also apply to the connection to localhost.
    rewind:
      users.rewind === undefined
        ? from(() => settings.at(near, 'credentials', 'rewind'), undefined)
        : from(source('rewind'), { username: users.rewind, ...remote }),
  });
}

/** Parameters of the node's own file: those of TLS, and those written under the node. */
function parameters({ settings, block }: NodePart, near: Pointer, files: TlsFiles | undefined): From {
  const own = block.postgresql?.parameters as JsonMap | undefined;
  const server = files
    ? { ssl: 'on', ssl_cert_file: files.cert, ssl_key_file: files.key, ssl_ca_file: files.ca }
    : {};
  return from(
    ([name = '']) =>
      settings.get('postgresql', 'parameters', String(name))?.at ?? defaultAt(near, 'tls', 'postgresql'),
    files || own ? { ...server, ...own } : undefined,
  );
}

function postgresql(
  inherited: Inherited,
  site: SitePart,
  node: NodePart,
  shared: SiteShared,
  files: TlsFiles | undefined,
): SourcedMap {
  const { settings, pointer } = node;
  const near = [...pointer, 'name'];
  const major = inherited.software.postgresql.text;
  const written = settings.get('postgresql', 'pg_hba')?.value;
  const setting = (key: string, value: Json | undefined): From =>
    from(() => settings.at(near, 'postgresql', key), value);
  return {
    listen: from(
      () => settings.at([...pointer, 'address'], 'postgresql', 'port'),
      `${anyAddress(node)}:${postgresPort(node)}`,
    ),
    connect_address: from(
      () => settings.get('postgresql', 'port')?.at ?? valueAt(...pointer, 'address'),
      at(node.address, postgresPort(node)),
    ),
    data_dir: setting(
      'data_dir',
      settings.text(`/var/lib/postgresql/${major}/main`, 'postgresql', 'data_dir'),
    ),
    bin_dir: setting('bin_dir', settings.text(`/usr/lib/postgresql/${major}/bin`, 'postgresql', 'bin_dir')),
    config_dir: setting('config_dir', settings.get('postgresql', 'config_dir')?.value),
    pgpass: setting('pgpass', settings.get('postgresql', 'pgpass')?.value),
    create_replica_methods: from(
      (below) => settings.at(near, 'postgresql', 'create_replica_methods', ...below.map(String)),
      copyMethods(node),
    ),
    ...methodBlocks(site, node, near),
    recovery_conf: from(
      ([name = '']) => defaultAt(near, ...site.pointer, 'standby', name),
      recoveryConf(site, node),
    ),
    authentication: authentication(inherited, node, near, files),
    parameters: parameters(node, near, files),
    // The written list itself, not a copy, so that nodes that share it are checked once.
    pg_hba: from(
      (below) => hbaOrigin(node, shared, below),
      Array.isArray(written) ? written : shared.hbaTexts,
    ),
  };
}

const watchdog = (inherited: Inherited, { settings }: NodePart, near: Pointer): From =>
  around(([key = 'mode']) => settings.at(near, 'patroni', 'watchdog', String(key)), {
    mode: settings.text('automatic', 'patroni', 'watchdog', 'mode'),
    device: settings.text('/dev/watchdog', 'patroni', 'watchdog', 'device'),
    safety_margin: from(() => timingAt(inherited, near, 'safety_margin'), inherited.timing.safety_margin),
  });

function derived(inherited: Inherited, site: SitePart, node: NodePart, shared: SiteShared): SourcedMap {
  const near = [...node.pointer, 'name'];
  const names: Placeholders = { node: node.name, site: site.name, member: node.name };
  const rest = filesOf(inherited.tls.restapi, names);
  return {
    scope: from(() => valueAt(...site.pointer, 'scope'), site.block.scope),
    namespace: from(
      () => defaultAt([...site.pointer, 'name'], ...site.pointer, 'namespace'),
      site.block.namespace ?? '/service/',
    ),
    name: from(() => valueAt(...near), node.name),
    restapi: restapi(inherited, node, near, rest),
    ctl: from(
      () => defaultAt(near, 'tls', 'restapi'),
      rest ? { insecure: false, cacert: rest.ca } : undefined,
    ),
    etcd3: etcd3(site, near, shared, filesOf(inherited.tls.etcd, { ...names, member: etcdName(node) })),
    bootstrap: bootstrap(inherited, node, near, shared),
    postgresql: postgresql(inherited, site, node, shared, filesOf(inherited.tls.postgresql, names)),
    watchdog: watchdog(inherited, node, near),
    tags: from((below) => defaultAt(near, ...node.pointer, 'tags', ...below), tagsOf(node)),
  };
}

/** Overrides without bootstrap.dcs, which belongs to the site. */
const localLayers = (node: NodePart): WrittenBlock[] =>
  node.settings.layers('overrides', 'patroni').map((layer) => {
    if (!isMap(get(layer.value, 'bootstrap', 'dcs'))) return layer;
    return { ...layer, value: merge(layer.value, { bootstrap: { dcs: null } }) };
  });

/** patroni.yml of a node without bootstrap.dcs. */
export const patroniOf = (inherited: Inherited, site: SitePart, node: NodePart, shared: SiteShared): Tree =>
  overlay(derived(inherited, site, node, shared), localLayers(node), (path) =>
    defaultAt([...node.pointer, 'name'], 'overrides', 'patroni', ...path),
  );

/** Keys of `patroni` that go to the dynamic configuration: it belongs to the site, and no node has its own. */
export const OF_SITE = [
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
