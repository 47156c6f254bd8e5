import type { FactName } from './version.ts';

/** What Patroni reads below a key: nothing, known keys, or any keys. */
export type Below = 'value' | 'open' | Section;

/** One key that Patroni reads. */
export interface Key {
  readonly below: Below;
  /** The feature that a version needs to read the key, if not every version reads it. */
  readonly since?: FactName;
  /** The feature of versions that no longer read the key. */
  readonly until?: FactName;
}

/** The keys that Patroni reads in a map. */
export interface Section {
  readonly keys: Readonly<Record<string, Key>>;
  /** The keys below a name that people choose, such as a slot. */
  readonly named?: Section;
  /** Whether other names are allowed although Patroni ignores them: tags. */
  readonly free?: boolean;
}

const read = (words: string, about: Partial<Key> = {}): Record<string, Key> =>
  Object.fromEntries(words.split(' ').map((word): [string, Key] => [word, { below: 'value', ...about }]));

const open = (words: string, about: Partial<Key> = {}): Record<string, Key> =>
  read(words, { below: 'open', ...about });

const section = (...keys: readonly Record<string, Key>[]): Section => ({ keys: Object.assign({}, ...keys) });

const under = (key: string, below: Section, about: Partial<Key> = {}): Record<string, Key> => ({
  [key]: { below, ...about },
});

const LOGIN = under('authentication', section(read('username password')));
const SERVER = 'certfile keyfile keyfile_password';

const ROLE = section(
  read(
    'username password sslmode sslcert sslkey sslpassword sslrootcert sslcrl sslcrldir gssencmode channel_binding',
  ),
  read('sslnegotiation', { since: 'authentication.sslnegotiation' }),
);

/** Keys of `postgresql` that both files may have. */
const POSTGRESQL: Record<string, Key> = {
  ...read(
    'bin_dir config_base_name create_replica_method create_replica_methods custom_conf database krbsrvname pg_ctl_timeout pg_hba pg_ident pre_promote remove_data_directory_on_diverged_timelines remove_data_directory_on_rewind_failure use_pg_rewind use_unix_socket use_unix_socket_repl',
  ),
  ...open('basebackup parameters recovery_conf'),
  ...read('before_stop', { since: 'postgresql.before_stop' }),
  ...under('callbacks', section(read('on_reload on_restart on_role_change on_start on_stop'))),
  ...under(
    'bin_name',
    section(read('pg_ctl initdb pg_controldata pg_basebackup postgres pg_isready pg_rewind')),
    { since: 'postgresql.bin_name' },
  ),
  ...open(
    'parameters_primary parameters_replica parameters_standby_leader pg_hba_primary pg_hba_replica pg_hba_standby_leader pg_ident_primary pg_ident_replica pg_ident_standby_leader rewind',
    { since: 'roles.apart' },
  ),
};

const ETCD = read(
  'host hosts port srv srv_suffix discovery_srv srv_domain url proxy use_proxies protocol version_prefix username password cacert cert key',
);

/**
 * patroni.yml without bootstrap.dcs (patroni/validator.py, docs/yaml_configuration.rst, and keys that the source reads). Every key
 * without a gate occurs in the source of v3.0.2 and v4.1.4; keys with a gate, from their gate on (v3.0.2, 3.0.4, 3.3.11, 4.0.10, 4.1.4).
 */
const LOCAL: Section = section(
  read('name scope namespace'),
  read('thread_pool_size thread_stack_size', { since: 'patroni.thread_pool_size' }),
  open('consul exhibitor kubernetes raft zookeeper'),
  under(
    'log',
    section(
      read('level traceback_level format dateformat max_queue_size dir file_num file_size'),
      open('loggers'),
      read('type', { since: 'log.type' }),
      open('static_fields', { since: 'log.type' }),
      read('mode', { since: 'log.mode' }),
      read('deduplicate_heartbeat_logs', { since: 'log.deduplicate' }),
    ),
  ),
  under(
    'ctl',
    section(
      read(`insecure cacert ${SERVER} auth`),
      under('authentication', section(read('username password')), { since: 'ctl.authentication' }),
    ),
  ),
  under(
    'restapi',
    section(
      read(
        `listen connect_address cafile ciphers verify_client allowlist allowlist_include_members auth ${SERVER}`,
      ),
      LOGIN,
      open('http_extra_headers https_extra_headers'),
      read('request_queue_size', { since: 'restapi.request_queue_size' }),
      read('server_tokens', { since: 'restapi.server_tokens' }),
      read('thread_pool_size', { since: 'patroni.thread_pool_size' }),
    ),
  ),
  under(
    'bootstrap',
    section(
      read('method initdb post_bootstrap post_init pg_hba'),
      open('dcs'),
      open('users', { until: 'bootstrap.users-gone' }),
    ),
  ),
  under('etcd', section(ETCD)),
  under('etcd3', section(ETCD)),
  under('citus', section(read('database group'))),
  under(
    'postgresql',
    section(
      POSTGRESQL,
      read('listen connect_address proxy_address config_dir data_dir pgpass'),
      under(
        'authentication',
        section(under('superuser', ROLE), under('replication', ROLE), under('rewind', ROLE)),
      ),
    ),
  ),
  under('watchdog', section(read('mode device safety_margin driver'))),
  under('tags', {
    free: true,
    ...section(
      read('clonefrom noloadbalance replicatefrom nosync nofailover'),
      read('failover_priority', { since: 'tags.failover_priority' }),
      read('sync_priority', { since: 'tags.sync_priority' }),
      read('nostream', { since: 'tags.nostream' }),
    ),
  }),
);

const SLOTS: Section = {
  keys: {},
  named: section(read('type database plugin cluster_type')),
};

/** The dynamic configuration (docs/dynamic_configuration.rst, patroni/global_config.py, patroni/config.py). */
const DYNAMIC: Section = section(
  read(
    'ttl loop_wait retry_timeout maximum_lag_on_failover maximum_lag_on_syncnode max_timelines_history primary_start_timeout primary_stop_timeout master_start_timeout master_stop_timeout synchronous_mode synchronous_mode_strict synchronous_node_count failsafe_mode check_timeline ignore_slots pause',
  ),
  read('member_slots_ttl', { since: 'dcs.member_slots_ttl' }),
  read('primary_race_backoff', { since: 'roles.apart' }),
  under('postgresql', section(POSTGRESQL, read('use_slots'))),
  under(
    'standby_cluster',
    section(
      read(
        'host port primary_slot_name create_replica_methods restore_command archive_cleanup_command recovery_min_apply_delay',
      ),
    ),
  ),
  under('slots', SLOTS),
  under('permanent_slots', SLOTS),
  under('permanent_replication_slots', SLOTS),
);

/** Which of Patroni's two configurations. */
export type ConfigurationLayer = 'local' | 'dynamic';

export const SECTIONS: Readonly<Record<ConfigurationLayer, Section>> = { local: LOCAL, dynamic: DYNAMIC };
