import type { Node } from '../estate/estate.ts';
import type { PoolName } from '../estate/haproxy-config.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { portOf } from '../nodes/host-port.ts';
import type { SeenSite } from '../plan/observed.ts';
import { takenFor } from '../plan/taken.ts';
import type { Json } from '../text/json.ts';
import { get, textAt } from '../text/json.ts';
import { OF_SITE } from '../topology/derive/patroni.ts';
import type { Levels } from './spread.ts';
import { EVERYWHERE, OF_SITES } from './spread.ts';

/** A key of the language, and how it shows in the files that a node or a site has. */
export interface Word<Of> {
  readonly path: readonly string[];
  readonly levels: Levels;
  /** Undefined where the files do not show it. */
  readonly read: (of: Of, site: SeenSite) => Json | undefined;
}

const patroni =
  (...path: readonly string[]) =>
  (node: Node): Json | undefined =>
    get(node.patroni?.value, ...path);

/** Where others reach PostgreSQL or the REST API, else where it listens. */
const portIn =
  (section: string) =>
  (node: Node): Json | undefined =>
    portOf(textAt(node.patroni?.value, section, 'connect_address')) ??
    portOf(textAt(node.patroni?.value, section, 'listen'));

const urlPort =
  (key: string) =>
  (node: Node): Json | undefined =>
    portOf(textAt(node.etcd?.value, key)?.split(',')[0]?.replace(/\/+$/, ''));

const poolPort =
  (name: PoolName) =>
  (node: Node): Json | undefined => {
    const pool = node.haproxy?.pools.find((one) => one.name === name);
    return pool && Number.isFinite(pool.port) ? pool.port : undefined;
  };

function statsPort({ haproxy }: Node): Json | undefined {
  const bind = haproxy && bindOf(haproxy.stats);
  return portOf(bind?.split(' ')[0]);
}

/** Whether a node's pool for writes has the members of other sites behind its own. */
function writes({ haproxy }: Node): Json | undefined {
  const pool = haproxy?.pools.find(({ name }) => name === 'primary');
  if (!pool) return undefined;
  return pool.servers.some(({ backup }) => backup) ? 'all' : 'local';
}

/** Where each node's etcd keeps its data, and so on: only nodes that run it. */
const etcd =
  (key: string) =>
  (node: Node): Json | undefined =>
    get(node.etcd?.value, key);

/** Where it is: what Patroni takes where nothing is written. */
const orElse =
  (read: (node: Node) => Json | undefined, fallback: Json) =>
  (node: Node): Json | undefined =>
    node.patroni && (read(node) ?? fallback);

/** What stands in files of nodes. */
export const NODE_WORDS: readonly (Word<Node> & { readonly runs: 'patroni' | 'etcd' | 'haproxy' })[] = [
  { runs: 'patroni', path: ['postgresql', 'port'], levels: EVERYWHERE, read: portIn('postgresql') },
  ...['data_dir', 'bin_dir', 'config_dir', 'pgpass'].map((key) => ({
    runs: 'patroni' as const,
    path: ['postgresql', key],
    levels: EVERYWHERE,
    read: patroni('postgresql', key),
  })),
  { runs: 'patroni', path: ['patroni', 'restapi', 'port'], levels: EVERYWHERE, read: portIn('restapi') },
  { runs: 'patroni', path: ['patroni', 'watchdog', 'mode'], levels: EVERYWHERE, read: watchdogMode },
  {
    runs: 'patroni',
    path: ['patroni', 'watchdog', 'device'],
    levels: EVERYWHERE,
    read: orElse(patroni('watchdog', 'device'), takenFor('patroni', 'watchdog.device') ?? ''),
  },
  { runs: 'etcd', path: ['etcd', 'client_port'], levels: EVERYWHERE, read: urlPort('advertise-client-urls') },
  {
    runs: 'etcd',
    path: ['etcd', 'peer_port'],
    levels: EVERYWHERE,
    read: urlPort('initial-advertise-peer-urls'),
  },
  { runs: 'etcd', path: ['etcd', 'data_dir'], levels: EVERYWHERE, read: etcd('data-dir') },
  { runs: 'haproxy', path: ['haproxy', 'ports', 'primary'], levels: EVERYWHERE, read: poolPort('primary') },
  { runs: 'haproxy', path: ['haproxy', 'ports', 'replicas'], levels: EVERYWHERE, read: poolPort('replicas') },
  {
    runs: 'haproxy',
    path: ['haproxy', 'ports', 'standby_leader'],
    levels: EVERYWHERE,
    read: poolPort('standby_leader'),
  },
  { runs: 'haproxy', path: ['haproxy', 'ports', 'stats'], levels: EVERYWHERE, read: statsPort },
  { runs: 'haproxy', path: ['haproxy', 'writes'], levels: EVERYWHERE, read: writes },
];

/** The words of the watchdog that the language has: YAML 1.1 reads `off` as false. */
function watchdogMode({ patroni: tree }: Node): Json | undefined {
  const mode = get(tree?.value, 'watchdog', 'mode');
  if (mode === false) return 'off';
  return tree && (mode ?? 'automatic');
}

/** Those that every compiled configuration has: a missing one is what Patroni takes. */
const ALWAYS: readonly string[] = ['maximum_lag_on_failover', 'failsafe_mode'];

/** What stands in the dynamic configuration of sites. */
export const SITE_WORDS: readonly Word<SeenSite>[] = OF_SITE.map((key) => ({
  path: ['patroni', key],
  levels: OF_SITES,
  read: ({ dcs }) => {
    const value = get(dcs, key) ?? (ALWAYS.includes(key) ? takenFor('dynamic', key) : undefined);
    // `off` is the same as no such key.
    return key === 'synchronous_mode' && (value === false || value === 'off') ? undefined : value;
  },
}));
