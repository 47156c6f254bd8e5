import type { Json } from '../../text/json.ts';
import { wordOf } from '../../text/json.ts';
import { majorsOf } from '../majors.ts';
import type { Changed, Effect, Effects } from './effect.ts';
import { each } from './effect.ts';
import { contextOf } from './postgresql.ts';

const MAIN = 'patroni/__main__.py, reload_config';
const START = 'patroni/__main__.py: read when Patroni starts';
const POSTGRESQL = 'patroni/postgresql/config.py, reload_config';
const OBJECT = 'patroni/postgresql/__init__.py: read when Patroni starts';
const RESTAPI = 'patroni/api.py, reload_config';
const ETCD = 'patroni/dcs/etcd.py: the client is made when Patroni starts';
const DYNAMIC = 'docs/dynamic_configuration.rst of Patroni';
const ENVIRONMENT = 'patroni/config.py: variables of the environment are read when Patroni starts';

const OTHER_CLUSTER =
  'a member that starts with the new value finds an empty cluster there, and becomes a second primary within seconds. Nothing shows before its Patroni restarts';

/** The endpoints in a list or in a text, without their protocol. */
const endpointsIn = (value: Json | undefined): string[] =>
  [value ?? []]
    .flat()
    .flatMap((one) => wordOf(one as Json).split(','))
    .map((endpoint) => endpoint.trim().replace(/^\w+:\/\//, ''));

/** The hosts of endpoints, without their ports. */
export const hostsIn = (value: Json | undefined): string[] =>
  endpointsIn(value).map((endpoint) => endpoint.replace(/:\d+$/, ''));

const share = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((word) => other.includes(word));

/**
 * Patroni learns the members of its ring from the ring, but falls back to those that it was started with: without one of them it
 * loses the ring (seen in the lab: "No more machines in the cluster" after all client ports had changed).
 */
function ringHosts({ from, to }: Changed): Effect {
  const source = 'patroni/dcs/etcd.py, _refresh_machines_cache';
  if (from === undefined || to === undefined || share(endpointsIn(from), endpointsIn(to)))
    return {
      kind: 'next-start',
      source,
      note: 'a running Patroni learns the members of its ring from the ring, and needs one of the written ones when it starts, or when it has lost all others',
    };
  if (share(hostsIn(from), hostsIn(to)))
    return {
      kind: 'restart-patroni',
      source,
      note: 'a running Patroni that none of its old endpoints answers loses the ring, and a leader its lock',
    };
  return { kind: 'dangerous', source: 'patroni/dcs/__init__.py, client_path', note: OTHER_CLUSTER };
}

/**
 * What a change of a key of patroni.yml does. Patroni reads the file again when it is reloaded, but keeps some objects as they
 * were made at its start. Seen with Patroni 4.1 and 3.0 (test/real/effects.real.test.ts).
 */
export const LOCAL: Effects = {
  ...each('scope namespace', 'dangerous', 'patroni/dcs/__init__.py, client_path', OTHER_CLUSTER),
  ...each(
    'name',
    'restart-patroni',
    'patroni/postgresql/__init__.py: read when Patroni starts',
    'for the time of ttl there are two members at one address, and the slot of the old name keeps WAL until it expires',
  ),
  ...each('thread_pool_size thread_stack_size', 'restart-patroni', START),
  ...each(
    'consul exhibitor kubernetes raft zookeeper',
    'dangerous',
    'patroni/dcs/__init__.py, get_dcs',
    OTHER_CLUSTER,
  ),
  ...each('log', 'reload', 'patroni/log.py, reload_config'),
  ...each('ctl', 'reload', 'patroni/request.py, reload_config'),
  ...each('restapi', 'reload', RESTAPI),
  ...each(
    'restapi.listen restapi.connect_address',
    'reload',
    RESTAPI,
    'the REST API moves at once: HAProxy takes the member for dead until it asks at the new address',
  ),
  ...each(
    'restapi.certfile restapi.keyfile restapi.keyfile_password restapi.verify_client restapi.ciphers',
    'reload',
    RESTAPI,
    'the REST API answers by the new setting at once: who asks otherwise is refused',
  ),
  ...each(
    'restapi.cafile',
    'reload',
    'patroni/api.py, reload_local_certificate',
    'a new path is taken; a new file at the old path only together with a new certificate',
  ),
  ...each(
    'restapi.request_queue_size restapi.thread_pool_size',
    'restart-patroni',
    'patroni/api.py, __init__',
  ),
  ...each(
    'restapi.authentication restapi.auth',
    'reload',
    RESTAPI,
    'until all members of the site have it, they refuse commands of each other',
  ),
  ...each('restapi.authentication.password', 'restart-patroni', ENVIRONMENT),
  ...each(
    'bootstrap',
    'bootstrap',
    'docs/yaml_configuration.rst of Patroni, Bootstrap configuration',
    'read once, when the cluster is made: a running cluster never reads it again',
  ),
  ...each('etcd etcd3', 'restart-patroni', ETCD),
  ...each(
    'etcd.username etcd3.username etcd.password etcd3.password',
    'reload',
    'patroni/dcs/etcd.py, reload_config',
  ),
  'etcd3.hosts': ringHosts,
  'etcd3.host': ringHosts,
  'etcd.hosts': ringHosts,
  'etcd.host': ringHosts,
  ...each('citus', 'restart-patroni', START),
  ...each(
    'postgresql.listen',
    'restart-postgresql',
    'patroni/postgresql/config.py: listen_addresses and port',
    'connect_address is told to others only after the restart',
  ),
  ...each('postgresql.connect_address postgresql.proxy_address', 'reload', POSTGRESQL),
  ...each(
    'postgresql.data_dir',
    'copy',
    OBJECT,
    'a reload and a restart of PostgreSQL do nothing. When Patroni restarts, an empty folder is filled from the leader, and a leader with an empty folder gives up',
  ),
  ...each(
    'postgresql.config_dir postgresql.bin_dir postgresql.database postgresql.pgpass',
    'restart-patroni',
    OBJECT,
  ),
  ...each('postgresql.config_base_name', 'restart-patroni', 'patroni/postgresql/config.py, __init__'),
  ...each(
    'postgresql.bin_name postgresql.callbacks postgresql.create_replica_method postgresql.create_replica_methods postgresql.krbsrvname postgresql.pg_ctl_timeout postgresql.pre_promote postgresql.before_stop postgresql.remove_data_directory_on_diverged_timelines postgresql.remove_data_directory_on_rewind_failure postgresql.use_pg_rewind postgresql.use_unix_socket postgresql.use_unix_socket_repl postgresql.basebackup postgresql.rewind postgresql.custom_conf',
    'reload',
    POSTGRESQL,
  ),
  ...each('postgresql.recovery_conf', 'reload', 'patroni/postgresql/config.py, check_recovery_conf'),
  ...each(
    'postgresql.pg_hba postgresql.pg_ident postgresql.pg_hba_primary postgresql.pg_hba_replica postgresql.pg_hba_standby_leader postgresql.pg_ident_primary postgresql.pg_ident_replica postgresql.pg_ident_standby_leader',
    'reload',
    POSTGRESQL,
    'PostgreSQL asks it when a connection is opened: those that are open stay',
  ),
  // A key that people name: how a member is copied.
  ...each('postgresql.*', 'reload', 'docs/replica_bootstrap.rst of Patroni', 'the next copy is made so'),
  ...each('postgresql.authentication', 'reload', POSTGRESQL, 'open connections stay as they are'),
  ...each(
    'postgresql.authentication.superuser.username postgresql.authentication.replication.username postgresql.authentication.rewind.username',
    'reload',
    POSTGRESQL,
    'the role must exist before: Patroni does not make it, and is blind without it',
  ),
  ...each(
    'postgresql.authentication.superuser.password postgresql.authentication.replication.password postgresql.authentication.rewind.password',
    'restart-patroni',
    ENVIRONMENT,
  ),
  ...each('watchdog', 'reload', 'patroni/watchdog/base.py, reload_config'),
  'watchdog.mode': ({ to }) =>
    /^require/i.test(String(to))
      ? {
          kind: 'reload',
          source: 'patroni/ha.py, watchdog.activate',
          note: 'a leader without a working device is demoted at once, in immediate mode: make sure of the device on every member first',
        }
      : { kind: 'reload', source: 'patroni/watchdog/base.py, reload_config' },
  ...each(
    'watchdog.safety_margin',
    'reload',
    'patroni/watchdog/base.py, reload_config',
    'ttl less the margin must stay above loop_wait, or there is no watchdog',
  ),
  ...each('tags', 'reload', MAIN),
  ...each(
    'tags.nofailover tags.failover_priority',
    'reload',
    'patroni/tags.py; patroni/dcs/__init__.py, get_replication_slots',
    'a leader that may not lead tries to drop the slots of all others: switch over first. On a replica its copies of slots go',
  ),
};

const parameters = 'postgresql.parameters';

/** What a change of a key of the dynamic configuration does, PostgreSQL's parameters apart. */
export const DYNAMIC_CONFIGURATION: Effects = {
  ...each(
    'ttl loop_wait retry_timeout maximum_lag_on_failover maximum_lag_on_syncnode max_timelines_history primary_start_timeout primary_stop_timeout master_start_timeout master_stop_timeout synchronous_node_count check_timeline ignore_slots member_slots_ttl primary_race_backoff pause',
    'dynamic',
    DYNAMIC,
  ),
  synchronous_mode: ({ to }) => ({
    kind: 'dynamic',
    source: 'docs/replication_modes.rst of Patroni',
    note:
      to === undefined || /^(?:off|false|no)$/i.test(wordOf(to))
        ? 'from then on a failover can lose commits that were acknowledged'
        : 'from then on a commit waits for a standby of the site',
  }),
  ...each(
    'synchronous_mode_strict',
    'dynamic',
    'docs/replication_modes.rst of Patroni',
    'while it is on, commits wait as long as no synchronous standby is there',
  ),
  ...each(
    'failsafe_mode',
    'dynamic',
    'docs/dcs_failsafe_mode.rst of Patroni',
    'every member must run the same version, and reach the REST API of all others',
  ),
  ...each(
    'standby_cluster',
    'role-change',
    'patroni/global_config.py, is_standby_cluster',
    'this makes a primary cluster of a standby cluster, or the other way round',
  ),
  ...each(
    'standby_cluster.host standby_cluster.port standby_cluster.primary_slot_name',
    'dynamic',
    'patroni/postgresql/config.py, check_recovery_conf',
    'the standby leader connects anew: what it asks for must be there before',
  ),
  'standby_cluster.restore_command': ({ software }) =>
    contextOf('restore_command', majorsOf(software)[0]) === 'sighup'
      ? { kind: 'dynamic', source: 'pg_settings: restore_command is sighup since PostgreSQL 14' }
      : { kind: 'restart-postgresql', source: 'pg_settings: restore_command is postmaster in PostgreSQL 13' },
  ...each(
    'standby_cluster.create_replica_methods standby_cluster.archive_cleanup_command standby_cluster.recovery_min_apply_delay',
    'dynamic',
    'docs/standby_cluster.rst of Patroni',
  ),
  ...each(
    'slots permanent_slots permanent_replication_slots',
    'dynamic',
    'patroni/postgresql/slots.py, sync_replication_slots',
    'a new slot keeps WAL from now on. One that is removed is dropped as soon as nobody streams from it',
  ),
  ...each(
    'postgresql.use_slots',
    'dynamic',
    'patroni/dcs/__init__.py, get_replication_slots',
    'without slots, a standby that falls behind cannot go on',
  ),
  ...Object.fromEntries(
    Object.entries(LOCAL)
      .filter(([key]) =>
        /^postgresql\.(?!listen|connect|proxy|config_dir|data_dir|bin_dir|pgpass|auth)/.test(key),
      )
      .map(([key, effect]) => [
        key,
        typeof effect === 'object' && effect.kind === 'reload'
          ? { ...effect, kind: 'dynamic' as const }
          : effect,
      ]),
  ),
  ...each('postgresql.bin_dir', 'restart-patroni', OBJECT),
};

/** Maps of PostgreSQL's parameters: their effect follows from the context of each parameter. */
export const PARAMETER_MAPS: readonly string[] = [
  parameters,
  'postgresql.parameters_primary',
  'postgresql.parameters_replica',
  'postgresql.parameters_standby_leader',
];
