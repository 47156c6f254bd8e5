import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const PUSH = 'pgbackrest --stanza=orders archive-push %p';

const parameters = (
  d: Draft,
  more: Parameters<Draft['merge']>[1],
  at: Parameters<Draft['merge']>[0] = [],
): true => d.merge([...at, 'postgresql', 'parameters'], more);

/** Whether nothing is archived yet. */
const isUnarchived = (d: Draft): boolean => d.get('postgresql', 'parameters', 'archive_mode') === undefined;

/** Parameters of PostgreSQL, archives among them. */
export const PARAMETERS: readonly Mistake[] = [
  ...of('archive/command-and-library', {
    'archive_command together with archive_library': (d) =>
      parameters(d, { archive_mode: 'on', archive_command: PUSH, archive_library: 'basic_archive' }) &&
      d.has('postgresql', '16'),
  }),
  ...of('archive/command-invalid', {
    'an archive_command without %p': (d) =>
      parameters(d, { archive_mode: 'on', archive_command: 'pgbackrest --stanza=orders archive-push' }),
    'a restore_command that archives': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      d.merge(['sites', 1, 'standby'], { restore_command: 'wal-g wal-push %p %f' }),
    'a percent sign that PostgreSQL misreads': (d) =>
      d.has('postgresql', '16') &&
      parameters(d, { archive_mode: 'on', archive_command: 'cp %p /archive/$(date +%Y)/%f' }),
  }),
  ...of('archive/command-missing', {
    'archive_mode without archive_command': (d) => isUnarchived(d) && parameters(d, { archive_mode: 'on' }),
  }),
  ...of('archive/mode-always', {
    'archive_mode always with pgBackRest': (d) =>
      parameters(d, { archive_mode: 'always', archive_command: PUSH }),
  }),
  ...of('archive/mode-off', {
    'archive_command without archive_mode': (d) =>
      isUnarchived(d) && parameters(d, { archive_command: PUSH }),
  }),
  ...of('archive/not-everywhere', {
    'only the primary site archives': (d) =>
      isUnarchived(d) && parameters(d, { archive_mode: 'on', archive_command: PUSH }, ['sites', 0]),
  }),
  ...of('archive/stanza-mismatch', {
    'restore_command names another stanza than archive_command': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      parameters(d, { archive_mode: 'on', archive_command: PUSH }) &&
      d.merge(['sites', 1, 'standby'], { restore_command: 'pgbackrest --stanza=order archive-get %f "%p"' }),
  }),
  ...of('parameters/unknown-parameter', {
    'a parameter is misspelt': (d) => parameters(d, { effective_cachesize: '24GB' }),
    'a parameter that PostgreSQL removed long ago': (d) => parameters(d, { checkpoint_segments: 64 }),
    'a parameter of a later PostgreSQL': (d) =>
      !d.has('postgresql', '17') && parameters(d, { transaction_timeout: '1h' }),
    'a parameter of an earlier PostgreSQL': (d) =>
      d.has('postgresql', '15') && parameters(d, { stats_temp_directory: '/run/postgresql' }),
  }),
  ...of('parameters/value-refused', {
    'the unit G instead of GB': (d) => parameters(d, { shared_buffers: '8G' }),
    'an unknown choice': (d) => parameters(d, { synchronous_commit: 'remotewrite' }),
    'a fraction above 1': (d) => parameters(d, { checkpoint_completion_target: 90 }),
    "max_connections below Patroni's minimum": (d) => parameters(d, { max_connections: 20 }),
    'wal_level minimal': (d) => parameters(d, { wal_level: 'minimal' }),
    'a list as the value of a parameter': (d) =>
      d.dcs({ postgresql: { parameters: { shared_preload_libraries: ['pg_cron'] } } }, []),
  }),
  ...of('parameters/data-at-risk', {
    'fsync is off': (d) => parameters(d, { fsync: 'off' }),
    'ignore_checksum_failure at one node': (d) =>
      parameters(d, { ignore_checksum_failure: true }, d.member(0, 0)),
    'zero_damaged_pages at the other site': (d) => parameters(d, { zero_damaged_pages: 'on' }, ['sites', 1]),
    'an override sets ignore_invalid_pages': (d) =>
      d.patroni({ postgresql: { parameters: { ignore_invalid_pages: 1 } } }),
  }),
  ...of('recovery/full-page-writes-off', {
    'full_page_writes is off': (d) => parameters(d, { full_page_writes: false }),
    'full_page_writes is off at the other site': (d) =>
      parameters(d, { full_page_writes: 'no' }, ['sites', 1]),
    'full_page_writes is off at one node': (d) => parameters(d, { full_page_writes: '0' }, d.member(0, 0)),
    'an override of the dynamic configuration sets full_page_writes off': (d) =>
      d.dcs({ postgresql: { parameters: { full_page_writes: 'off' } } }, []),
  }),
  ...of('replication/slot-bound-zero', {
    'max_slot_wal_keep_size is 0': (d) =>
      parameters(d, { max_slot_wal_keep_size: 0, wal_keep_size: '128MB' }),
    'max_slot_wal_keep_size is 0 at one site': (d) =>
      parameters(d, { max_slot_wal_keep_size: '0', wal_keep_size: '128MB' }, ['sites', 1]),
    'max_slot_wal_keep_size is 0 at one node': (d) =>
      parameters(d, { wal_keep_size: '128MB' }) &&
      parameters(d, { max_slot_wal_keep_size: '0GB' }, d.member(0, 0)),
  }),
  ...of('replication/slot-bound-too-low', {
    'max_slot_wal_keep_size is below max_wal_size': (d) => parameters(d, { max_wal_size: '128GB' }),
    'max_slot_wal_keep_size without its unit': (d) =>
      parameters(d, { max_slot_wal_keep_size: 64, wal_keep_size: '128MB' }),
    'max_slot_wal_keep_size is too low at the other site': (d) =>
      parameters(d, { max_slot_wal_keep_size: '1GB', max_wal_size: '2GB' }, ['sites', 1]),
  }),
  ...of('parameters/no-connection-left', {
    'every connection is reserved': (d) =>
      parameters(d, { max_connections: 25, superuser_reserved_connections: 25 }),
  }),
  ...of('parameters/preload-differs', {
    'the two sites load different libraries': (d) =>
      parameters(d, { shared_preload_libraries: 'pg_cron' }, ['sites', 1]) &&
      d.get('overrides', 'patroni', 'bootstrap', 'dcs', 'postgresql') === undefined,
    'one node loads another library': (d) =>
      parameters(d, { shared_preload_libraries: 'auto_explain' }, d.member(0, 1)),
  }),
  ...of('parameters/senders-too-few', {
    'max_wal_senders is too low': (d) => parameters(d, { max_wal_senders: 3 }),
  }),
  ...of('parameters/slots-too-few', {
    'max_replication_slots is too low': (d) =>
      d.running('postgresql', 0).length > 2 &&
      parameters(d, { max_replication_slots: 5 }) &&
      d.dcs(
        {
          slots: {
            backup: { type: 'physical' },
            audit: { type: 'physical' },
            copy: { type: 'physical' },
            more: { type: 'physical' },
          },
        },
        ['sites', 0],
      ),
  }),
  ...of('parameters/standby-smaller', {
    'max_connections is lower at the standby site': (d) =>
      parameters(d, { max_connections: 300 }, ['sites', 0]),
    'the way back: max_worker_processes is higher at the standby site': (d) =>
      parameters(d, { max_worker_processes: 32 }, ['sites', 1]),
    'wal_level logical at only one site': (d) =>
      d.get('postgresql', 'parameters', 'wal_level') === undefined &&
      parameters(d, { wal_level: 'logical' }, ['sites', 0]),
  }),
  ...of('parameters/wal-level-too-low', {
    'a logical slot without wal_level logical': (d) =>
      d.get('postgresql', 'parameters', 'wal_level') === undefined &&
      d.dcs({ slots: { debezium: { type: 'logical', database: 'orders', plugin: 'pgoutput' } } }, [
        'sites',
        0,
      ]),
  }),
  ...of('parameters/connections-too-few', {
    'HAProxy opens more connections than PostgreSQL takes': (d) =>
      d.haproxy({
        replicas: {
          maxconn: 4000,
          'default-server': `inter 2s on-marked-down shutdown-sessions${d.restTls} maxconn 2000`,
        },
      }),
  }),
];
