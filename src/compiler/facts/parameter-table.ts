/**
 * The parameters of PostgreSQL 13 to 18 that a configuration file may set, those of recovery apart: one a line, with the
 * major versions that have it where not all do, and what it takes: `bool`, `text`, words with a `|` behind each, or a
 * range of numbers with the unit they count. It is what Patroni passes on, by the names and ranges of its
 * postgresql/available_parameters/0_postgres.yml (4.1.4); `postgres --describe-config` is asked by a test.
 */
export const PARAMETERS = `
allow_alter_system@17- bool
allow_in_place_tablespaces bool
allow_system_table_mods bool
application_name text
archive_command text
archive_library@15- text
archive_mode bool|always|
archive_timeout int 0..1073741823 s
array_nulls bool
authentication_timeout int 1..600 s
autovacuum bool
autovacuum_analyze_scale_factor real 0..100
autovacuum_analyze_threshold int 0..2147483647
autovacuum_freeze_max_age int 100000..2000000000
autovacuum_max_workers int 1..262143
autovacuum_multixact_freeze_max_age int 10000..2000000000
autovacuum_naptime int 1..2147483 s
autovacuum_vacuum_cost_delay real -1..100 ms
autovacuum_vacuum_cost_limit int -1..10000
autovacuum_vacuum_insert_scale_factor real 0..100
autovacuum_vacuum_insert_threshold int -1..2147483647
autovacuum_vacuum_max_threshold@18- int -1..2147483647
autovacuum_vacuum_scale_factor real 0..100
autovacuum_vacuum_threshold int 0..2147483647
autovacuum_work_mem int -1..2147483647 kB
autovacuum_worker_slots@18- int 1..262143
backend_flush_after int 0..256 8kB
backslash_quote bool|safe_encoding|
backtrace_functions text
bgwriter_delay int 10..10000 ms
bgwriter_flush_after int 0..256 8kB
bgwriter_lru_maxpages int 0..1073741823
bgwriter_lru_multiplier real 0..10
bonjour bool
bonjour_name text
bytea_output escape|hex|
check_function_bodies bool
checkpoint_completion_target real 0..1
checkpoint_flush_after int 0..256 8kB
checkpoint_timeout int 30..86400 s
checkpoint_warning int 0..2147483647 s
client_connection_check_interval@14- int 0..2147483647 ms
client_encoding text
client_min_messages debug5|debug4|debug3|debug2|debug1|log|notice|warning|error|
cluster_name text
commit_delay int 0..100000
commit_siblings int 0..1000
commit_timestamp_buffers@17- int 0..131072 8kB
compute_query_id@14-14 bool|auto|
compute_query_id@15- bool|auto|regress|
config_file text
constraint_exclusion bool|partition|
cpu_index_tuple_cost real 0..1.79769e308
cpu_operator_cost real 0..1.79769e308
cpu_tuple_cost real 0..1.79769e308
createrole_self_grant@16- text
cursor_tuple_fraction real 0..1
data_directory text
data_sync_retry bool
datestyle text
db_user_namespace@-16 bool
deadlock_timeout int 1..2147483647 ms
debug_discard_caches@15- int 0..0
debug_io_direct@16- text
debug_logical_replication_streaming@17- buffered|immediate|
debug_parallel_query@16- bool|regress|
debug_pretty_print bool
debug_print_parse bool
debug_print_plan bool
debug_print_rewritten bool
default_statistics_target int 1..10000
default_table_access_method text
default_tablespace text
default_text_search_config text
default_toast_compression@14- pglz|lz4|
default_transaction_deferrable bool
default_transaction_isolation serializable|repeatable read|read committed|read uncommitted|
default_transaction_read_only bool
dynamic_library_path text
dynamic_shared_memory_type posix|sysv|mmap|
effective_cache_size int 1..2147483647 8kB
effective_io_concurrency int 0..1000
enable_async_append@14- bool
enable_bitmapscan bool
enable_distinct_reordering@18- bool
enable_gathermerge bool
enable_group_by_reordering@17- bool
enable_hashagg bool
enable_hashjoin bool
enable_incremental_sort bool
enable_indexonlyscan bool
enable_indexscan bool
enable_material bool
enable_memoize@15- bool
enable_mergejoin bool
enable_nestloop bool
enable_parallel_append bool
enable_parallel_hash bool
enable_partition_pruning bool
enable_partitionwise_aggregate bool
enable_partitionwise_join bool
enable_presorted_aggregate@16- bool
enable_self_join_elimination@18- bool
enable_seqscan bool
enable_sort bool
enable_tidscan bool
escape_string_warning bool
event_source text
event_triggers@17- bool
exit_on_error bool
extension_control_path@18- text
extension_destdir@14-17 text
external_pid_file text
extra_float_digits int -15..3
file_copy_method@18- copy|clone|
force_parallel_mode@-15 bool|regress|
from_collapse_limit int 1..2147483647
fsync bool
full_page_writes bool
geqo bool
geqo_effort int 1..10
geqo_generations int 0..2147483647
geqo_pool_size int 0..2147483647
geqo_seed real 0..1
geqo_selection_bias real 1.5..2
geqo_threshold int 2..2147483647
gin_fuzzy_search_limit int 0..2147483647
gin_pending_list_limit int 64..2147483647 kB
gss_accept_delegation@16- bool
hash_mem_multiplier real 1..1000
hba_file text
hot_standby bool
hot_standby_feedback bool
huge_page_size@14- int 0..2147483647 kB
huge_pages bool|try|
icu_validation_level@16- disabled|debug5|debug4|debug3|debug2|debug1|log|notice|warning|error|
ident_file text
idle_in_transaction_session_timeout int 0..2147483647 ms
idle_replication_slot_timeout@18- int 0..2147483647 s
idle_session_timeout@14- int 0..2147483647 ms
ignore_checksum_failure bool
ignore_invalid_pages bool
ignore_system_indexes bool
intervalstyle postgres|postgres_verbose|sql_standard|iso_8601|
io_combine_limit@17-17 int 1..32 8kB
io_combine_limit@18- int 1..128 8kB
io_max_combine_limit@18- int 1..128 8kB
io_max_concurrency@18- int -1..1024
io_method@18- sync|worker|io_uring|
io_workers@18- int 1..32
jit bool
jit_above_cost real -1..1.79769e308
jit_debugging_support bool
jit_dump_bitcode bool
jit_expressions bool
jit_inline_above_cost real -1..1.79769e308
jit_optimize_above_cost real -1..1.79769e308
jit_profiling_support bool
jit_provider text
jit_tuple_deforming bool
join_collapse_limit int 1..2147483647
krb_caseins_users bool
krb_server_keyfile text
lc_messages text
lc_monetary text
lc_numeric text
lc_time text
listen_addresses text
lo_compat_privileges bool
local_preload_libraries text
lock_timeout int 0..2147483647 ms
log_autovacuum_min_duration int -1..2147483647 ms
log_checkpoints bool
log_connections@-17 bool
log_connections@18- text
log_destination text
log_directory text
log_disconnections bool
log_duration bool
log_error_verbosity terse|default|verbose|
log_executor_stats bool
log_file_mode int 0..511
log_filename text
log_hostname bool
log_line_prefix text
log_lock_failures@18- bool
log_lock_waits bool
log_min_duration_sample int -1..2147483647 ms
log_min_duration_statement int -1..2147483647 ms
log_min_error_statement debug5|debug4|debug3|debug2|debug1|info|notice|warning|error|log|fatal|panic|
log_min_messages debug5|debug4|debug3|debug2|debug1|info|notice|warning|error|log|fatal|panic|
log_parameter_max_length int -1..1073741823 B
log_parameter_max_length_on_error int -1..1073741823 B
log_parser_stats bool
log_planner_stats bool
log_recovery_conflict_waits@14- bool
log_replication_commands bool
log_rotation_age int 0..35791394 min
log_rotation_size@-17 int 0..2097151 kB
log_rotation_size@18- int 0..2147483647 kB
log_startup_progress_interval@15- int 0..2147483647 ms
log_statement none|ddl|mod|all|
log_statement_sample_rate real 0..1
log_statement_stats bool
log_temp_files int -1..2147483647 kB
log_timezone text
log_transaction_sample_rate real 0..1
log_truncate_on_rotation bool
logging_collector bool
logical_decoding_work_mem int 64..2147483647 kB
logical_replication_mode@16-16 buffered|immediate|
maintenance_io_concurrency int 0..1000
maintenance_work_mem@-17 int 1024..2147483647 kB
maintenance_work_mem@18- int 64..2147483647 kB
max_active_replication_origins@18- int 0..262143
max_connections int 1..262143
max_files_per_process int 64..2147483647
max_locks_per_transaction int 10..2147483647
max_logical_replication_workers int 0..262143
max_notify_queue_pages@17- int 64..2147483647
max_parallel_apply_workers_per_subscription@16- int 0..1024
max_parallel_maintenance_workers int 0..1024
max_parallel_workers int 0..1024
max_parallel_workers_per_gather int 0..1024
max_pred_locks_per_page int 0..2147483647
max_pred_locks_per_relation int -2147483648..2147483647
max_pred_locks_per_transaction int 10..2147483647
max_prepared_transactions int 0..262143
max_replication_slots int 0..262143
max_slot_wal_keep_size int -1..2147483647 MB
max_stack_depth int 100..2147483647 kB
max_standby_archive_delay int -1..2147483647 ms
max_standby_streaming_delay int -1..2147483647 ms
max_sync_workers_per_subscription int 0..262143
max_wal_senders int 0..262143
max_wal_size int 2..2147483647 MB
max_worker_processes int 0..262143
md5_password_warnings@18- bool
min_dynamic_shared_memory@14- int 0..2147483647 MB
min_parallel_index_scan_size int 0..715827882 8kB
min_parallel_table_scan_size int 0..715827882 8kB
min_wal_size int 2..2147483647 MB
multixact_member_buffers@17- int 16..131072 8kB
multixact_offset_buffers@17- int 16..131072 8kB
notify_buffers@17- int 16..131072 8kB
oauth_validator_libraries@18- text
old_snapshot_threshold@-16 int -1..86400 min
operator_precedence_warning@-13 bool
parallel_leader_participation bool
parallel_setup_cost real 0..1.79769e308
parallel_tuple_cost real 0..1.79769e308
password_encryption md5|scram-sha-256|
plan_cache_mode auto|force_generic_plan|force_custom_plan|
port int 1..65535
post_auth_delay int 0..2147 s
pre_auth_delay int 0..60 s
quote_all_identifiers bool
random_page_cost real 0..1.79769e308
recovery_init_sync_method@14- fsync|syncfs|
recovery_prefetch@15- bool|try|
recursive_worktable_factor@15- real 0.001..1000000
remove_temp_files_after_crash@14- bool
reserved_connections@16- int 0..262143
restart_after_crash bool
restrict_nonsystem_relation_kind text
row_security bool
scram_iterations@16- int 1..2147483647
search_path text
send_abort_for_crash@16- bool
send_abort_for_kill@16- bool
seq_page_cost real 0..1.79769e308
serializable_buffers@17- int 16..131072 8kB
session_preload_libraries text
session_replication_role origin|replica|local|
shared_buffers int 16..1073741823 8kB
shared_memory_type sysv|mmap|
shared_preload_libraries text
ssl bool
ssl_ca_file text
ssl_cert_file text
ssl_ciphers text
ssl_crl_dir@14- text
ssl_crl_file text
ssl_dh_params_file text
ssl_ecdh_curve@-17 text
ssl_groups@18- text
ssl_key_file text
ssl_max_protocol_version |tlsv1|tlsv1.1|tlsv1.2|tlsv1.3|
ssl_min_protocol_version tlsv1|tlsv1.1|tlsv1.2|tlsv1.3|
ssl_passphrase_command text
ssl_passphrase_command_supports_reload bool
ssl_prefer_server_ciphers bool
ssl_tls13_ciphers@18- text
standard_conforming_strings bool
statement_timeout int 0..2147483647 ms
stats_fetch_consistency@15- none|cache|snapshot|
stats_temp_directory@-14 text
subtransaction_buffers@17- int 0..131072 8kB
summarize_wal@17- bool
superuser_reserved_connections int 0..262143
sync_replication_slots@17- bool
synchronize_seqscans bool
synchronized_standby_slots@17- text
synchronous_commit bool|local|remote_write|remote_apply|
synchronous_standby_names text
syslog_facility local0|local1|local2|local3|local4|local5|local6|local7|
syslog_ident text
syslog_sequence_numbers bool
syslog_split_messages bool
tcp_keepalives_count int 0..2147483647
tcp_keepalives_idle int 0..2147483647 s
tcp_keepalives_interval int 0..2147483647 s
tcp_user_timeout int 0..2147483647 ms
temp_buffers int 100..1073741823 8kB
temp_file_limit int -1..2147483647 kB
temp_tablespaces text
timezone text
timezone_abbreviations text
trace_connection_negotiation@17- bool
trace_notify bool
trace_recovery_messages@-16 debug5|debug4|debug3|debug2|debug1|log|notice|warning|error|
trace_sort bool
track_activities bool
track_activity_query_size int 100..1048576 B
track_commit_timestamp bool
track_cost_delay_timing@18- bool
track_counts bool
track_functions none|pl|all|
track_io_timing bool
track_wal_io_timing@14- bool
transaction_buffers@17- int 0..131072 8kB
transaction_deferrable bool
transaction_isolation serializable|repeatable read|read committed|read uncommitted|
transaction_read_only bool
transaction_timeout@17- int 0..2147483647 ms
transform_null_equals bool
unix_socket_directories text
unix_socket_group text
unix_socket_permissions int 0..511
update_process_title bool
vacuum_buffer_usage_limit@16- int 0..16777216 kB
vacuum_cleanup_index_scale_factor@-13 real 0..10000000000
vacuum_cost_delay real 0..100 ms
vacuum_cost_limit int 1..10000
vacuum_cost_page_dirty int 0..10000
vacuum_cost_page_hit int 0..10000
vacuum_cost_page_miss int 0..10000
vacuum_defer_cleanup_age@-15 int 0..1000000
vacuum_failsafe_age@14- int 0..2100000000
vacuum_freeze_min_age int 0..1000000000
vacuum_freeze_table_age int 0..2000000000
vacuum_max_eager_freeze_failure_rate@18- real 0..1
vacuum_multixact_failsafe_age@14- int 0..2100000000
vacuum_multixact_freeze_min_age int 0..1000000000
vacuum_multixact_freeze_table_age int 0..2000000000
vacuum_truncate@18- bool
wal_buffers int -1..262143 8kB
wal_compression@-14 bool
wal_compression@15- bool|pglz|lz4|zstd|
wal_consistency_checking text
wal_decode_buffer_size@15- int 65536..1073741823 B
wal_init_zero bool
wal_keep_size int 0..2147483647 MB
wal_level minimal|replica|logical|
wal_log_hints bool
wal_receiver_create_temp_slot bool
wal_receiver_status_interval int 0..2147483 s
wal_receiver_timeout int 0..2147483647 ms
wal_recycle bool
wal_retrieve_retry_interval int 1..2147483647 ms
wal_sender_timeout int 0..2147483647 ms
wal_skip_threshold int 0..2147483647 kB
wal_summary_keep_time@17- int 0..35791394 min
wal_sync_method fsync|fdatasync|open_sync|open_datasync|
wal_writer_delay int 1..10000 ms
wal_writer_flush_after int 0..2147483647 8kB
work_mem int 64..2147483647 kB
xmlbinary base64|hex|
xmloption content|document|
zero_damaged_pages bool
`;
