import type { Json } from '../../text/json.ts';
import type { Effect } from './effect.ts';

/** When PostgreSQL takes a new value of a parameter (pg_settings.context). */
export type ParameterContext = 'postmaster' | 'sighup' | 'superuser-backend' | 'session';

/** Parameters that are read when PostgreSQL starts (postgres --describe-config of 13, 15, 17 and 18; asked again by a test). */
const POSTMASTER = `
archive_mode autovacuum_freeze_max_age autovacuum_multixact_freeze_max_age autovacuum_worker_slots bonjour bonjour_name
cluster_name commit_timestamp_buffers config_file data_directory data_sync_retry debug_io_direct dynamic_shared_memory_type event_source
external_pid_file hba_file hot_standby huge_page_size huge_pages ident_file io_max_combine_limit io_max_concurrency io_method
jit_provider listen_addresses logging_collector max_active_replication_origins max_connections max_files_per_process
max_locks_per_transaction max_logical_replication_workers max_notify_queue_pages max_pred_locks_per_transaction
max_prepared_transactions max_replication_slots max_wal_senders max_worker_processes min_dynamic_shared_memory
multixact_member_buffers multixact_offset_buffers notify_buffers old_snapshot_threshold port recovery_target
recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time
recovery_target_timeline recovery_target_xid reserved_connections serializable_buffers shared_buffers shared_memory_type
shared_preload_libraries subtransaction_buffers superuser_reserved_connections track_activity_query_size
track_commit_timestamp transaction_buffers unix_socket_directories unix_socket_group unix_socket_permissions wal_buffers
wal_decode_buffer_size wal_level wal_log_hints`;

/** Parameters that are read again when PostgreSQL is reloaded. */
const SIGHUP = `
allow_alter_system archive_cleanup_command archive_command archive_library archive_timeout authentication_timeout
autovacuum autovacuum_analyze_scale_factor autovacuum_analyze_threshold autovacuum_naptime
autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit autovacuum_vacuum_insert_scale_factor
autovacuum_vacuum_insert_threshold autovacuum_vacuum_max_threshold autovacuum_vacuum_scale_factor
autovacuum_vacuum_threshold autovacuum_work_mem bgwriter_delay bgwriter_flush_after bgwriter_lru_maxpages
bgwriter_lru_multiplier checkpoint_completion_target checkpoint_flush_after checkpoint_timeout checkpoint_warning
db_user_namespace file_extend_method fsync full_page_writes gss_accept_delegation hot_standby_feedback
idle_replication_slot_timeout io_workers krb_caseins_users krb_server_keyfile log_autovacuum_min_duration
log_checkpoints log_destination log_directory log_file_mode log_filename log_hostname log_line_prefix
log_recovery_conflict_waits log_rotation_age log_rotation_size log_startup_progress_interval log_timezone
log_truncate_on_rotation max_parallel_apply_workers_per_subscription max_pred_locks_per_page
max_pred_locks_per_relation max_slot_wal_keep_size max_standby_archive_delay max_standby_streaming_delay
max_sync_workers_per_subscription max_wal_size min_wal_size oauth_validator_libraries primary_conninfo
primary_slot_name promote_trigger_file recovery_end_command recovery_init_sync_method recovery_min_apply_delay
recovery_prefetch restart_after_crash ssl ssl_ca_file ssl_cert_file ssl_ciphers ssl_crl_dir ssl_crl_file
ssl_dh_params_file ssl_ecdh_curve ssl_groups ssl_key_file ssl_max_protocol_version ssl_min_protocol_version
ssl_passphrase_command ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers ssl_tls13_ciphers
stats_temp_directory summarize_wal sync_replication_slots synchronized_standby_slots synchronous_standby_names
syslog_facility syslog_ident syslog_sequence_numbers syslog_split_messages trace_recovery_messages
vacuum_defer_cleanup_age wal_keep_size wal_receiver_create_temp_slot wal_receiver_status_interval wal_receiver_timeout
wal_retrieve_retry_interval wal_summary_keep_time wal_sync_method wal_writer_delay wal_writer_flush_after`;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const postmaster = words(POSTMASTER);
const sighup = words(SIGHUP);

/** Parameters that a later major version takes without a restart: the first that does. */
const SINCE: Readonly<Record<string, number>> = { restore_command: 14, autovacuum_max_workers: 18 };

/**
 * Parameters that a standby must have at least as high as its primary, at every site, with PostgreSQL's defaults (PostgreSQL docs,
 * Hot Standby, Administrator's Overview; Patroni's CMDLINE_OPTIONS).
 */
const AT_LEAST: Readonly<Record<string, number>> = {
  max_connections: 100,
  max_prepared_transactions: 0,
  max_locks_per_transaction: 64,
  max_worker_processes: 8,
  max_wal_senders: 10,
};

export const OF_STANDBYS: readonly string[] = Object.keys(AT_LEAST);

/** Whether such a parameter stays as it is or rises; what is not written is PostgreSQL's default. */
export function rises(name: string, from: Json | undefined, to: Json | undefined): boolean {
  const amount = (value: Json | undefined): number => Number(value ?? AT_LEAST[name] ?? 0);
  return amount(to) >= amount(from);
}

/**
 * When a major version of PostgreSQL takes a new value of a parameter.
 * @param name in any case; a parameter of an extension has a dot, and is taken by a reload
 */
export function contextOf(name: string, major: number): ParameterContext {
  const parameter = name.toLowerCase();
  const since = SINCE[parameter];
  if (since !== undefined) return major < since ? 'postmaster' : 'sighup';
  if (postmaster.has(parameter)) return 'postmaster';
  if (/^log_(?:dis)?connections$/.test(parameter)) return 'superuser-backend';
  return sighup.has(parameter) ? 'sighup' : 'session';
}

const SOURCE = 'pg_settings.context, as postgres --describe-config prints it';

const NOTES: Readonly<Record<string, string>> = {
  shared_preload_libraries:
    'the library must be installed on every member of every site before: without it PostgreSQL does not start',
  shared_buffers:
    'the machine must have the memory, and huge pages if they are asked for: else PostgreSQL does not start',
  huge_pages: 'the machine must have reserved them: with "on" PostgreSQL does not start otherwise',
  max_replication_slots: 'below the number of slots that exist, PostgreSQL does not start',
  wal_level: 'a logical slot that exists keeps PostgreSQL from starting with less than logical',
  max_slot_wal_keep_size: 'a slot that holds more than the new value now is lost at the next checkpoint',
  idle_replication_slot_timeout: 'a slot of a site that is away for longer is lost',
  data_directory: 'Patroni goes on with its own data_dir, PostgreSQL with this one',
};

/** What a parameter means that is taken away. */
const GONE: Readonly<Record<string, string>> = {
  max_slot_wal_keep_size: 'nothing limits the WAL of a slot any more: the disk can fill',
  archive_command: 'nothing is archived any more, and WAL that is not archived stays',
};

/**
 * What a change of one parameter does.
 * @param to undefined if it is taken away
 */
export function parameterEffect(
  name: string,
  major: number,
  isDynamic: boolean,
  to: Json | undefined,
): Effect {
  const note = to === undefined ? GONE[name.toLowerCase()] : NOTES[name.toLowerCase()];
  const more = note === undefined ? {} : { note };
  switch (contextOf(name, major)) {
    case 'postmaster':
      return { kind: 'restart-postgresql', source: SOURCE, ...more };
    case 'superuser-backend':
      return {
        kind: isDynamic ? 'dynamic' : 'reload',
        source: SOURCE,
        note: 'new sessions have it, open ones do not',
      };
    case 'sighup':
      return { kind: isDynamic ? 'dynamic' : 'reload', source: SOURCE, ...more };
    default:
      return {
        kind: isDynamic ? 'dynamic' : 'reload',
        source: SOURCE,
        note: note ?? 'what ALTER ROLE or ALTER DATABASE sets wins over it',
      };
  }
}
