/**
 * Words that people bring from Patroni and its kin, and where each goes in this language. Sources: Patroni's
 * docs/yaml_configuration.rst, dynamic_configuration.rst and ENVIRONMENT.rst; repmgr.conf.sample and the columns of
 * repmgr.nodes; pg_autoctl's settings (docs/ref of pg_auto_failover); Stolon's doc/cluster_spec.md and the options of its
 * commands; docs/reference/cluster_manifest.md of Zalando's operator; the variables of autobase, once postgresql_cluster. The
 * others are everyday names of the same things, and are documented nowhere.
 */
export interface ForeignWord {
  /** As `normal` makes them: small letters, `_`. Blanks between. */
  readonly words: string;
  /** The key of the language that says it, as `block.key` without the items of lists; undefined where none does. */
  readonly to?: string;
  /** What else has to be known of it. */
  readonly note?: string;
}

/** Small letters and underscores: `connectionPooler`, `cluster-name`, `PGDATA`. */
export const normal = (word: string): string =>
  word
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();

const OWN_RING = 'each site has an etcd ring of its own, and no other store';
const POOLER =
  'connection poolers are not compiled: set them up beside, and list their addresses under "from" of a client';
const BACKUP =
  'backups are not compiled: an archive_command goes into "postgresql.parameters", a restore_command into "standby" of a site';
const OUTSIDE = 'it is not compiled: set it up beside';

export const FOREIGN_WORDS: readonly ForeignWord[] = [
  // Sites and clusters.
  { words: 'cluster cluster_name clustername patroni_cluster_name', to: 'sites.scope' },
  { words: 'datacenters data_centers datacentres regions clusters zones', to: 'sites' },
  { words: 'members servers instances hosts machines replicas keepers', to: 'sites.nodes' },
  { words: 'number_of_instances node_count', to: 'sites.nodes', note: 'one item for each machine' },
  {
    words: 'role master leader is_leader is_primary node_kind nodekind primary_site patroni_role init_mode',
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
    words: 'standby_cluster patroni_standby_cluster standby_config standby_port',
    to: 'sites.standby',
    note: 'every site but the primary is a standby cluster; host, port and slot are derived',
  },
  { words: 'primary_slot_name slot_name standby_slot', to: 'sites.standby.slot' },
  {
    words:
      'replication_slots replication_slot permanent_slots permanent_replication_slots use_replication_slots use_slots',
    to: 'sites.slots',
    note: 'left out, they are derived',
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
    note: 'what moves the address is set up beside',
  },
  { words: 'keepalived vip_manager vip_interface vip_key pcp', to: 'sites.endpoint', note: OUTSIDE },
  {
    words:
      'proxy proxies lb load_balancer load_balancing with_haproxy_load_balancing enable_master_load_balancer',
    to: 'haproxy',
    note: 'a node with runs: [haproxy] has it',
  },
  // Machines.
  {
    words:
      'ip host ip_address hostname host_name addr private_ip inventory_hostname ansible_host conninfo node_address internal_ip',
    to: 'sites.nodes.address',
  },
  {
    words: 'public_ip public_address external_ip external_address wan wan_ip nat_address',
    to: 'sites.nodes.wan_address',
  },
  { words: 'node_name member_name', to: 'sites.nodes.name' },
  { words: 'services service components roles', to: 'sites.nodes.runs' },
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
    words: 'monitor sentinel sentinels observer repmgrd pgautofailover formation group_id',
    note: `nothing watches from outside: ${OWN_RING}, and Patroni decides by it`,
  },
  // Where the leader lock lies.
  {
    words:
      'etcd3 etcd_cluster etcd_hosts dcs_type dcs_exists store_backend store_endpoints distributed_store',
    to: 'etcd',
    note: OWN_RING,
  },
  {
    words: 'consul zookeeper zoo_keeper exhibitor kubernetes k8s raft pysyncobj',
    note: `it is not supported: ${OWN_RING}`,
  },
  {
    words: 'dcs',
    note: 'sites are listed under "sites"; Patroni\'s dynamic configuration is made from "timing", "patroni" and "postgresql", and what they have no word for goes into "overrides": patroni: { bootstrap: { dcs: … } }',
  },
  { words: 'initial_cluster_token etcd_token cluster_token', to: 'sites.etcd.token' },
  // Times.
  {
    words: 'master_start_timeout patroni_master_start_timeout',
    to: 'timing.primary_start_timeout',
  },
  { words: 'patroni_ttl lock_ttl leader_ttl fail_interval', to: 'timing.ttl' },
  { words: 'patroni_loop_wait sleep_interval', to: 'timing.loop_wait' },
  { words: 'patroni_retry_timeout request_timeout', to: 'timing.retry_timeout' },
  { words: 'timeouts timeout', to: 'timing' },
  // PostgreSQL.
  {
    words: 'data_directory pgdata postgresql_data_dir datadir data_path pg_data',
    to: 'postgresql.data_dir',
  },
  { words: 'pgbin bindir pg_bindir pg_bin_dir postgresql_bin_dir binary_dir', to: 'postgresql.bin_dir' },
  {
    words:
      'postgresql_conf pg_conf conf config settings pg_parameters postgresql_parameters custom_conf guc gucs',
    to: 'postgresql.parameters',
  },
  { words: 'pg_hba_conf hba postgresql_pg_hba hba_rules pg_ident', to: 'postgresql.pg_hba' },
  { words: 'initdb_options initdb_args', to: 'postgresql.initdb' },
  { words: 'pgport postgres_port postgresql_port pg_port db_port', to: 'postgresql.port' },
  {
    words: 'listen connect_address listen_addresses bind proxy_address',
    note: 'it is derived from the address of the node and "postgresql.port"; another goes into "overrides": patroni: { postgresql: { listen: … } }',
  },
  {
    words: 'checksums checksum with_data_checksums',
    to: 'postgresql.data_checksums',
  },
  { words: 'databases database_names users_and_databases', to: 'clients' },
  // Users and secrets.
  {
    words:
      'authentication auth users replication_user superuser_name patroni_superuser_username patroni_replication_username su_username repl_username',
    to: 'credentials',
    note: 'user names alone; passwords are read on the node, from /etc/patroni/patroni.env',
  },
  {
    words: 'env environment variables secrets env_file',
    note: 'Patroni reads passwords on the node, from /etc/patroni/patroni.env, and all else from the compiled files',
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
    words:
      'sync synchronous synchronous_replication synchronous_standbys replication_quorum number_sync_standbys min_synchronous_standbys quorum_commit',
    to: 'patroni.synchronous_mode',
  },
  // Beside Patroni.
  {
    words:
      'pgbouncer pg_bouncer pgbouncer_install connection_pooler enable_connection_pooler pooler pool pgcat odyssey pgpool',
    note: POOLER,
  },
  {
    words:
      'backup backups pgbackrest pg_backrest barman wal_g walg wal_e archive archiving s3_wal_path clone pitr',
    note: BACKUP,
  },
  {
    words:
      'monitoring prometheus exporter postgres_exporter metrics alerting resources volume volumes extensions sidecars tablespaces citus',
    note: OUTSIDE,
  },
  { words: 'ssl tls_certificates certificates certs ssl_cert_file ssl_key_file cacert', to: 'tls' },
];
