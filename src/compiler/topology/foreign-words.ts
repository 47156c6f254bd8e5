/**
 * Words of Patroni and similar tools, and where each goes in this language. Sources: Patroni's
 * docs/yaml_configuration.rst, dynamic_configuration.rst and ENVIRONMENT.rst; repmgr.conf.sample and the columns of
 * repmgr.nodes; docs/ref of pg_auto_failover: configuration.rst, the options of pg_autoctl create, and pg_autoctl_node.rst, which
 * is newer than 2.2; Stolon's doc/cluster_spec.md and the options of its commands; docs/reference/cluster_manifest.md of Zalando's
 * operator; autobase 2.6, once postgresql_cluster: automation/roles/common/defaults/main.yml, the server counts of
 * cloud_resources, and inventory.example. Of pg_auto_failover and autobase, only words about the layout and operation of a
 * cluster are here. Other words are everyday names of the same things, without a documented source.
 */
export interface ForeignWord {
  /** In the form of `normal`: lower case, `_`. Separated by blanks. */
  readonly words: string;
  /** The key of the language with the same meaning, as `block.key` without list items; undefined if there is none. */
  readonly to?: string;
  /** Further help. */
  readonly note?: string;
}

/** Converts `connectionPooler`, `cluster-name` or `PGDATA` to lower case and underscores. */
export const normal = (word: string): string =>
  word
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();

const OWN_RING = 'each site has its own etcd ring, and no other store';
const POOLER =
  'pgdr-compile does not configure connection poolers: set them up yourself, and list their addresses under "from" of a client';
const BACKUP =
  'pgdr-compile does not configure backups: write archive_command into "postgresql.parameters", and restore_command into "standby" of a site';
const RESTAPI = (key: string): string =>
  `it is derived from the address of the node and "patroni.restapi.port"; write another value into "overrides": patroni: { restapi: { ${key}: … } }`;
const FOLLOWS = 'every site except the primary is a standby cluster; host, port and slot are derived';
const OUTSIDE = 'pgdr-compile does not configure it: set it up yourself';

export const FOREIGN_WORDS: readonly ForeignWord[] = [
  // Sites and clusters.
  { words: 'cluster cluster_name clustername patroni_cluster_name', to: 'sites.scope' },
  { words: 'datacenters data_centers datacentres regions clusters zones', to: 'sites' },
  {
    words: 'region zone datacenter data_center datacentre location server_location',
    to: 'sites',
    note: 'a node belongs to the site that lists it',
  },
  {
    words: 'formation formations',
    to: 'sites',
    note: 'each site is its own Patroni cluster, and fails over by itself',
  },
  {
    words: 'members servers instances hosts machines replicas replica keepers postgres_cluster',
    to: 'sites.nodes',
  },
  {
    words: 'number_of_instances node_count server_count servers_count',
    to: 'sites.nodes',
    note: 'one item for each machine',
  },
  { words: 'new_node', to: 'sites.nodes', note: 'list a new node like all other nodes' },
  {
    words: 'role master leader is_leader is_primary primary_site patroni_role init_mode',
    to: 'primary',
    note: 'it names the site that takes writes; within a site Patroni elects the leader',
  },
  // How a site follows.
  {
    words:
      'upstream upstream_site upstream_node_id upstream_node_name follows replicate_from source parent standby_of follow_site from_site primary_conninfo standby_host',
    to: 'sites.standby.follow',
    note: 'it names the site to stream from; hosts and port are derived',
  },
  {
    words:
      'standby_cluster patroni_standby_cluster standby_config standby_port source_cluster_host source_cluster_port',
    to: 'sites.standby',
    note: FOLLOWS,
  },
  {
    words: 'primary_slot_name slot_name standby_slot',
    to: 'sites.standby.slot',
    note: FOLLOWS,
  },
  {
    words: 'replication_slots replication_slot permanent_slots permanent_replication_slots patroni_slots',
    to: 'sites.slots',
    note: 'if you leave them out, they are derived',
  },
  {
    words: 'use_slots use_replication_slots',
    note: 'it is always on; to switch it off, write "overrides": patroni: { bootstrap: { dcs: { postgresql: { use_slots: false } } } }',
  },
  {
    words: 'delay apply_delay replication_delay',
    to: 'sites.standby.recovery_min_apply_delay',
  },
  // What follows the leader.
  {
    words:
      'vip virtual_ip cluster_vip vip_address floating_ip virtual_address dns_name service_name load_balancer_address',
    to: 'sites.endpoint',
    note: 'set up the program that moves the address yourself',
  },
  {
    words:
      'keepalived keepalived_virtual_router_id vip_manager vip_manager_conf vip_manager_iface vip_manager_ip vip_manager_mask vip_manager_interval vip_interface vip_key pcp',
    to: 'sites.endpoint',
    note: OUTSIDE,
  },
  {
    words:
      'proxy proxies lb load_balancer load_balancing balancers with_haproxy_load_balancing enable_master_load_balancer',
    to: 'haproxy',
    note: 'a node with runs: [haproxy] runs it',
  },
  { words: 'haproxy_listen_port haproxy_ports', to: 'haproxy.ports' },
  { words: 'haproxy_timeout haproxy_maxconn haproxy_log_format', to: 'overrides.haproxy' },
  {
    words: 'patroni_maximum_lag_on_replica balancer_tags',
    note: 'the pool of replicas checks /replica?lag=100MB; write another check into "overrides": haproxy: { replicas: { "http-check send": "meth OPTIONS uri /replica?lag=…" } }',
  },
  // Machines.
  {
    words:
      'ip host ip_address hostname host_name addr private_ip inventory_hostname ansible_host conninfo node_address internal_ip bind_address patroni_bind_address etcd_bind_address',
    to: 'sites.nodes.address',
  },
  {
    words: 'public_ip public_address external_ip external_address wan wan_ip nat_address',
    to: 'sites.nodes.wan_address',
  },
  { words: 'node_name member_name', to: 'sites.nodes.name' },
  { words: 'services service components roles', to: 'sites.nodes.runs' },
  {
    words: 'etcd_cluster',
    to: 'sites.nodes.runs',
    note: `a member has runs: [etcd], or [postgresql, etcd], which is the default; initial-cluster-state is derived; ${OWN_RING}`,
  },
  {
    words: 'witness arbiter is_witness quorum_node voter etcd_only',
    to: 'sites.nodes.runs',
    note: 'a witness has runs: [etcd]',
  },
  {
    words: 'priority candidate_priority election_priority',
    to: 'sites.nodes.tags.failover_priority',
  },
  { words: 'no_master never_primary can_promote', to: 'sites.nodes.tags.nofailover' },
  {
    words: 'replication_quorum',
    to: 'sites.nodes.tags.nosync',
    note: 'it means the opposite: for replication_quorum = false write tags: { nosync: true }, and for true write nothing',
  },
  { words: 'patroni_tags', to: 'sites.nodes.tags' },
  { words: 'patroni_replicatefrom', to: 'sites.nodes.tags.replicatefrom' },
  {
    words:
      'monitor monitor_uri pguri no_monitor monitor_password sentinel sentinels observer repmgrd pg_autoctl pgautofailover health_check_period health_check_timeout health_check_max_retries health_check_retry_delay',
    note: `there is no external monitor: ${OWN_RING}, and Patroni uses it to decide`,
  },
  // The store of the leader lock.
  {
    words:
      'etcd3 etcd_hosts patroni_etcd_hosts patroni_etcd_protocol dcs_type dcs_exists store_backend store_endpoints distributed_store',
    to: 'etcd',
    note: OWN_RING,
  },
  { words: 'etcd_data_dir', to: 'etcd.data_dir' },
  { words: 'etcd_namespace patroni_etcd_namespace', to: 'sites.namespace' },
  {
    words: 'patroni_etcd_username patroni_etcd_password',
    note: 'it goes into "overrides": patroni: { etcd3: { username: … } }; Patroni reads the password on the node, as PATRONI_ETCD3_PASSWORD from /etc/patroni/patroni.env',
  },
  {
    words:
      'consul consul_instances consul_join consul_datacenter zookeeper zoo_keeper exhibitor kubernetes k8s raft pysyncobj',
    note: `it is not supported: ${OWN_RING}`,
  },
  {
    words: 'dcs',
    note: 'list sites under "sites"; Patroni\'s dynamic configuration is made from "timing", "patroni" and "postgresql"; write other settings into "overrides": patroni: { bootstrap: { dcs: … } }',
  },
  { words: 'initial_cluster_token etcd_token cluster_token etcd_cluster_name', to: 'sites.etcd.token' },
  // Times.
  {
    words: 'master_start_timeout patroni_master_start_timeout postgresql_restart_failure_timeout',
    to: 'timing.primary_start_timeout',
  },
  { words: 'patroni_ttl lock_ttl leader_ttl fail_interval', to: 'timing.ttl' },
  {
    words: 'network_partition_timeout node_considered_unhealthy_timeout primary_demote_timeout',
    to: 'timing.ttl',
    note: 'a leader that is cut off gives up within this time, and only then another member takes over',
  },
  { words: 'patroni_loop_wait sleep_interval', to: 'timing.loop_wait' },
  { words: 'patroni_retry_timeout request_timeout', to: 'timing.retry_timeout' },
  { words: 'timeouts timeout', to: 'timing' },
  // PostgreSQL.
  {
    words: 'postgresql_wal_dir wal_dir waldir',
    to: 'postgresql.initdb',
    note: 'with the name waldir; copies need it too, in "overrides": patroni: { postgresql: { basebackup: [{ waldir: … }] } }',
  },
  {
    words: 'data_directory pgdata postgresql_data_dir datadir data_path pg_data',
    to: 'postgresql.data_dir',
  },
  { words: 'pgbin bindir pg_bindir pg_bin_dir postgresql_bin_dir binary_dir', to: 'postgresql.bin_dir' },
  { words: 'pg_ctl pgctl', to: 'postgresql.bin_dir', note: 'the folder that holds pg_ctl' },
  { words: 'postgresql_conf_dir', to: 'postgresql.config_dir' },
  { words: 'postgresql_pgpass', to: 'postgresql.pgpass', note: 'a path: Patroni writes the file' },
  {
    words: 'local_postgresql_parameters',
    to: 'postgresql.parameters',
    note: 'write it in a "postgresql" block of a node, and it applies to that node',
  },
  {
    words: 'postgresql_password_encryption_algorithm postgresql_unix_socket_dir postgresql_log_dir',
    to: 'postgresql.parameters',
    note: 'with the names of PostgreSQL: password_encryption, unix_socket_directories, log_directory',
  },
  {
    words:
      'postgresql_conf pg_conf conf config settings pg_parameters postgresql_parameters custom_conf guc gucs',
    to: 'postgresql.parameters',
  },
  { words: 'pg_hba_conf hba postgresql_pg_hba hba_rules', to: 'postgresql.pg_hba' },
  {
    words:
      'auth_method hba_level pg_hba_lan skip_pg_hba host_type patroni_standby_cluster_auto_hba postgresql_local_replication_auth_method',
    to: 'postgresql.pg_hba',
    note: 'if you leave it out, it is derived: it lets in the nodes of every site, and the clients in "clients"',
  },
  { words: 'pg_ident_conf postgresql_pg_ident', to: 'pg_ident' },
  { words: 'initdb_options initdb_args', to: 'postgresql.initdb' },
  {
    words: 'encoding postgresql_encoding locale postgresql_locale lc_collate lc_ctype',
    to: 'postgresql.initdb',
    note: 'with the names of initdb: encoding, locale, lc-collate, lc-ctype',
  },
  { words: 'patroni_create_replica_methods', to: 'postgresql.create_replica_methods' },
  { words: 'maximum_backup_rate max_rate', to: 'basebackup', note: 'with the name max-rate' },
  {
    words: 'patroni_cluster_bootstrap_method',
    to: 'bootstrap.method',
  },
  { words: 'pgport postgres_port postgresql_port pg_port db_port', to: 'postgresql.port' },
  {
    words: 'listen listen_addresses bind postgresql_listen_addr',
    note: 'it is derived from the address of the node and "postgresql.port"; write another value into "overrides": patroni: { postgresql: { listen: … } }',
  },
  {
    words: 'connect_address postgresql_connect_addr',
    note: 'it is derived from the address of the node and "postgresql.port"; write another value into "overrides": patroni: { postgresql: { connect_address: … } }',
  },
  {
    words: 'proxy_address',
    note: 'it goes into "overrides": patroni: { postgresql: { proxy_address: … } }',
  },
  {
    words: 'checksums checksum with_data_checksums postgresql_data_checksums',
    to: 'postgresql.data_checksums',
  },
  {
    words:
      'databases database_names users_and_databases dbname postgresql_databases postgresql_users pgbouncer_auth_username',
    to: 'clients',
    note: 'it says who may connect, and to which database; a block of the runbook creates users and databases',
  },
  // Users and secrets.
  {
    words:
      'authentication auth users replication_user superuser_name patroni_superuser_username patroni_replication_username patroni_restapi_username su_username repl_username',
    to: 'credentials',
    note: 'user names only; Patroni reads passwords on the node, from /etc/patroni/patroni.env',
  },
  {
    words:
      'replication_password superuser_password patroni_superuser_password patroni_replication_password patroni_restapi_password autoctl_node_password',
    note: 'do not write passwords into the topology: Patroni reads them on the node, from /etc/patroni/patroni.env',
  },
  {
    words: 'env environment variables secrets env_file',
    note: 'Patroni reads passwords on the node, from /etc/patroni/patroni.env, and everything else from the compiled files',
  },
  { words: 'access allowed_clients applications apps client_hosts', to: 'clients' },
  // Versions.
  {
    words:
      'versions patroni_version postgresql_version postgres_version pg_version pgversion etcd_version haproxy_version',
    to: 'software',
    note: 'for example: software: { patroni: "4.1", postgresql: 18 }',
  },
  // Synchronous replication, by the names of others.
  {
    words: 'sync synchronous synchronous_replication synchronous_standbys quorum_commit',
    to: 'patroni.synchronous_mode',
  },
  {
    words: 'number_sync_standbys min_synchronous_standbys max_synchronous_standbys',
    to: 'patroni.synchronous_node_count',
    note: 'it needs "synchronous_mode"; if there are fewer standbys, commits wait only with "synchronous_mode_strict"',
  },
  // Patroni's own, as autobase and pg_auto_failover call them.
  {
    words: 'patroni_maximum_lag_on_failover promote_wal_log_threshold',
    to: 'patroni.maximum_lag_on_failover',
  },
  { words: 'patroni_failsafe_mode', to: 'patroni.failsafe_mode' },
  { words: 'patroni_watchdog_mode', to: 'patroni.watchdog.mode' },
  { words: 'patroni_watchdog_device', to: 'patroni.watchdog.device' },
  {
    words: 'patroni_watchdog_configure_softdog',
    to: 'patroni.watchdog',
    note: 'the drop-in of patroni.service loads softdog if the device is missing',
  },
  { words: 'patroni_restapi_port', to: 'patroni.restapi.port' },
  {
    words: 'patroni_restapi_listen_addr',
    note: RESTAPI('listen'),
  },
  {
    words: 'patroni_restapi_connect_addr',
    note: RESTAPI('connect_address'),
  },
  { words: 'patroni_postgresql_use_pg_rewind', to: 'use_pg_rewind' },
  {
    words: 'patroni_remove_data_directory_on_rewind_failure',
    to: 'remove_data_directory_on_rewind_failure',
  },
  {
    words: 'patroni_remove_data_directory_on_diverged_timelines',
    to: 'remove_data_directory_on_diverged_timelines',
  },
  { words: 'patroni_callbacks', to: 'callbacks' },
  { words: 'patroni_use_unix_socket', to: 'use_unix_socket' },
  { words: 'patroni_use_unix_socket_repl', to: 'use_unix_socket_repl' },
  { words: 'patroni_log patroni_log_level patroni_log_dir patroni_log_destination', to: 'log' },
  // Beside Patroni.
  {
    words:
      'pgbouncer pg_bouncer pgbouncer_install pgbouncer_pools pgbouncer_listen_port pgbouncer_default_pool_size pgbouncer_default_pool_mode connection_pooler enable_connection_pooler pooler pool pgcat odyssey pgpool',
    note: POOLER,
  },
  {
    words:
      'backup backups pgbackrest pgbackrest_install pgbackrest_conf pgbackrest_stanza pg_backrest pg_probackup pg_probackup_install barman wal_g walg wal_g_install wal_g_json postgresql_archive_command postgresql_restore_command wal_e archive archiving s3_wal_path clone pitr',
    note: BACKUP,
  },
  {
    words:
      'prometheus exporter postgres_exporter metrics alerting resources volume volumes extensions postgresql_extensions postgresql_schemas postgresql_privs sidecars tablespaces netdata_install ntp_enabled ntp_servers sysctl_conf cloud_provider confd_install',
    note: OUTSIDE,
  },
  {
    words: 'citus nodekind node_kind group_id coordinator citus_secondary citus_cluster',
    note: 'Citus is not supported: a site is one Patroni cluster, and each of its nodes has all the data',
  },
  {
    words:
      'ssl ssl_mode ssl_self_signed no_ssl tls_enable tls_cert_generate tls_dir tls_certificates certificates certs cacert',
    to: 'tls',
    note: 'paths only: your CA makes the certificates from the compiled requests',
  },
  {
    words: 'ssl_cert_file server_cert tls_cert',
    to: 'tls.postgresql.cert',
  },
  { words: 'ssl_key_file server_key tls_privatekey', to: 'tls.postgresql.key' },
  { words: 'ssl_ca_file tls_ca_cert', to: 'tls.postgresql.ca' },
  { words: 'ssl_crl_file', to: 'postgresql.parameters' },
  {
    words:
      'etcd_tls_enable etcd_client_cert_auth etcd_tls_dir patroni_etcd_cacert patroni_etcd_cert patroni_etcd_key',
    to: 'tls.etcd',
  },
  {
    words: 'patroni_restapi_protocol patroni_restapi_cafile patroni_restapi_certfile patroni_restapi_keyfile',
    to: 'tls.restapi',
  },
];

/** Words with another, or a more precise, meaning in one map of the language: by the path of the map, then the word. */
export const FOREIGN_WITHIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'patroni.restapi': { listen: RESTAPI('listen'), connect_address: RESTAPI('connect_address') },
  standby: { host: FOLLOWS, port: FOLLOWS },
  bootstrap: {
    dcs: 'Patroni\'s dynamic configuration is made from "timing", "patroni" and "postgresql"; write other settings into "overrides": patroni: { bootstrap: { dcs: … } }',
  },
  haproxy: { port: 'each pool has its own port: ports: { primary: 5000 }' },
  runs: {
    patroni: 'postgresql includes Patroni: do not list it',
    keepalived: OUTSIDE,
    vip_manager: OUTSIDE,
    witness: 'a witness has runs: [etcd]',
  },
};
