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
    'two ways to archive': (d) =>
      parameters(d, { archive_mode: 'on', archive_command: PUSH, archive_library: 'basic_archive' }) &&
      d.has('postgresql', '16'),
  }),
  ...of('archive/command-invalid', {
    'a command that is not told which file': (d) =>
      parameters(d, { archive_mode: 'on', archive_command: 'pgbackrest --stanza=orders archive-push' }),
    'a restore that archives': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      d.merge(['sites', 1, 'standby'], { restore_command: 'wal-g wal-push %p %f' }),
    'a percent sign that PostgreSQL takes for its own': (d) =>
      d.has('postgresql', '16') &&
      parameters(d, { archive_mode: 'on', archive_command: 'cp %p /archive/$(date +%Y)/%f' }),
  }),
  ...of('archive/command-missing', {
    'archiving is on, and nobody says how': (d) => isUnarchived(d) && parameters(d, { archive_mode: 'on' }),
  }),
  ...of('archive/mode-always', {
    'standbys archive too, by pgBackRest': (d) =>
      parameters(d, { archive_mode: 'always', archive_command: PUSH }),
  }),
  ...of('archive/mode-off', {
    'a command to archive, and nothing that runs it': (d) =>
      isUnarchived(d) && parameters(d, { archive_command: PUSH }),
  }),
  ...of('archive/not-everywhere', {
    'the primary site alone archives': (d) =>
      isUnarchived(d) && parameters(d, { archive_mode: 'on', archive_command: PUSH }, ['sites', 0]),
  }),
  ...of('archive/stanza-mismatch', {
    'a stanza that nobody writes': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      parameters(d, { archive_mode: 'on', archive_command: PUSH }) &&
      d.merge(['sites', 1, 'standby'], { restore_command: 'pgbackrest --stanza=order archive-get %f "%p"' }),
  }),
  ...of('parameters/unknown-parameter', {
    'a parameter is misspelt': (d) => parameters(d, { effective_cachesize: '24GB' }),
    'a parameter of another name': (d) => parameters(d, { checkpoint_segments: 64 }),
    'a parameter that a later PostgreSQL has': (d) =>
      !d.has('postgresql', '17') && parameters(d, { transaction_timeout: '1h' }),
    'a parameter that an earlier PostgreSQL had': (d) =>
      d.has('postgresql', '15') && parameters(d, { stats_temp_directory: '/run/postgresql' }),
  }),
  ...of('parameters/value-refused', {
    'G for GB': (d) => parameters(d, { shared_buffers: '8G' }),
    'a choice that there is none of': (d) => parameters(d, { synchronous_commit: 'remotewrite' }),
    'a fraction beyond one': (d) => parameters(d, { checkpoint_completion_target: 90 }),
    'fewer connections than Patroni takes': (d) => parameters(d, { max_connections: 20 }),
    'wal_level minimal': (d) => parameters(d, { wal_level: 'minimal' }),
    'a list for a parameter': (d) =>
      d.dcs({ postgresql: { parameters: { shared_preload_libraries: ['pg_cron'] } } }, []),
  }),
  ...of('parameters/data-at-risk', {
    'fsync is off': (d) => parameters(d, { fsync: 'off' }),
    'one node reads pages whose checksums are wrong': (d) =>
      parameters(d, { ignore_checksum_failure: true }, d.member(0, 0)),
    'the other site empties damaged pages': (d) => parameters(d, { zero_damaged_pages: 'on' }, ['sites', 1]),
    'an override passes over missing pages in recovery': (d) =>
      d.patroni({ postgresql: { parameters: { ignore_invalid_pages: 1 } } }),
  }),
  ...of('recovery/full-page-writes-off', {
    'no full pages': (d) => parameters(d, { full_page_writes: false }),
    'no full pages at the other site, which may have to lead': (d) =>
      parameters(d, { full_page_writes: 'no' }, ['sites', 1]),
    'no full pages at one node': (d) => parameters(d, { full_page_writes: '0' }, d.member(0, 0)),
    'no full pages by an override of the dynamic configuration': (d) =>
      d.dcs({ postgresql: { parameters: { full_page_writes: 'off' } } }, []),
  }),
  ...of('replication/slot-bound-zero', {
    'slots hold nothing': (d) => parameters(d, { max_slot_wal_keep_size: 0, wal_keep_size: '128MB' }),
    'slots of one site hold nothing': (d) =>
      parameters(d, { max_slot_wal_keep_size: '0', wal_keep_size: '128MB' }, ['sites', 1]),
    'slots of one node hold nothing': (d) =>
      parameters(d, { wal_keep_size: '128MB' }) &&
      parameters(d, { max_slot_wal_keep_size: '0GB' }, d.member(0, 0)),
  }),
  ...of('replication/slot-bound-too-low', {
    'slots hold less than is written between two checkpoints': (d) =>
      parameters(d, { max_wal_size: '128GB' }),
    'a bound in the wrong unit': (d) => parameters(d, { max_slot_wal_keep_size: 64, wal_keep_size: '128MB' }),
    'a low bound at the other site': (d) =>
      parameters(d, { max_slot_wal_keep_size: '1GB', max_wal_size: '2GB' }, ['sites', 1]),
  }),
  ...of('parameters/no-connection-left', {
    'every connection is reserved': (d) =>
      parameters(d, { max_connections: 25, superuser_reserved_connections: 25 }),
  }),
  ...of('parameters/preload-differs', {
    'one site does not load the libraries of the other': (d) =>
      parameters(d, { shared_preload_libraries: 'pg_cron' }, ['sites', 1]) &&
      d.get('overrides', 'patroni', 'bootstrap', 'dcs', 'postgresql') === undefined,
    'one node loads another library': (d) =>
      parameters(d, { shared_preload_libraries: 'auto_explain' }, d.member(0, 1)),
  }),
  ...of('parameters/senders-too-few', {
    'fewer senders than stream': (d) => parameters(d, { max_wal_senders: 3 }),
  }),
  ...of('parameters/slots-too-few', {
    'fewer slots than there are': (d) =>
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
    'fewer connections at the site that follows': (d) =>
      parameters(d, { max_connections: 300 }, ['sites', 0]),
    'more processes at the site that follows: the way back': (d) =>
      parameters(d, { max_worker_processes: 32 }, ['sites', 1]),
    'logical decoding at one site alone': (d) =>
      d.get('postgresql', 'parameters', 'wal_level') === undefined &&
      parameters(d, { wal_level: 'logical' }, ['sites', 0]),
  }),
  ...of('parameters/wal-level-too-low', {
    'a logical slot, and nothing to decode': (d) =>
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
