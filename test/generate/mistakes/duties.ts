import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

/** Whether the second site follows the first site directly. */
const isPair = (d: Draft): boolean => d.sites === 2;

/** Makes the third site stream from the second site, if Patroni can do that. */
const isCascade = (d: Draft): boolean =>
  d.sites > 2 &&
  d.has('patroni', '3.3') &&
  d.text('primary') === d.text('sites', 0, 'name') &&
  d.get('sites', 1, 'standby', 'follow') === undefined &&
  d.get('sites', 2, 'overrides') === undefined &&
  d.get('sites', 2, 'standby', 'from') === undefined &&
  d.set(['sites', 2, 'standby', 'follow'], d.text('sites', 1, 'name'));

/** Members with special duties: synchronous standbys, copies of slots, copies from an archive, delayed standbys. */
export const DUTIES: readonly Mistake[] = [
  ...of('replication/cascade-never-connects', {
    'a site that follows a standby site has several upstream hosts': (d) =>
      isCascade(d) && d.dcs({ standby_cluster: { host: 'db-1.example.com,db-2.example.com' } }, ['sites', 2]),
    'a site that follows a standby site streams from a member that may not lead': (d) =>
      d.get('sites', 1, 'endpoint') === undefined &&
      isCascade(d) &&
      d.hasAddresses &&
      d.running('postgresql', 1).length > 1 &&
      d.merge([...d.member(1, 1), 'tags'], { nofailover: true }) &&
      d.remove(...d.member(1, 1), 'wan_address') !== undefined &&
      d.dcs({ standby_cluster: { host: d.text(...d.member(1, 1), 'address') } }, ['sites', 2]),
  }),
  ...of('replication/standby-slot-missing', {
    'synchronized_standby_slots names a slot that does not exist': (d) =>
      d.has('postgresql', '17') &&
      d.get('overrides', 'patroni', 'bootstrap', 'dcs') === undefined &&
      d.set(['postgresql', 'parameters', 'synchronized_standby_slots'], 'no_such_slot'),
  }),
  ...of('access/slot-sync-refused', {
    'logical slots must be synchronized, but pg_hba has only lines for replication': (d) =>
      isPair(d) &&
      d.has('postgresql', '17') &&
      d.has('patroni', '4.1') &&
      d.get('postgresql', 'parameters', 'sync_replication_slots') === undefined &&
      d.merge(['postgresql', 'parameters'], {
        wal_level: 'logical',
        hot_standby_feedback: 'on',
        sync_replication_slots: 'on',
      }) &&
      d.hba(0, (lines) => [...lines, 'local all all reject']),
  }),
  ...of('replication/slot-sync-off', {
    'logical slots must be synchronized, but wal_level is replica': (d) =>
      d.has('postgresql', '17') &&
      d.set(['postgresql', 'parameters', 'wal_level'], 'replica') &&
      d.set(['postgresql', 'parameters', 'sync_replication_slots'], 'on'),
    'logical slots must be synchronized, but hot_standby_feedback is off': (d) =>
      d.has('postgresql', '17') &&
      d.set(['postgresql', 'parameters', 'wal_level'], 'logical') &&
      d.set(['postgresql', 'parameters', 'hot_standby_feedback'], 'off') &&
      d.set(['postgresql', 'parameters', 'sync_replication_slots'], 'on'),
  }),
  ...of('replication/sync-names-ignored', {
    'synchronous_standby_names together with synchronous_mode': (d) =>
      d.set(['patroni', 'synchronous_mode'], 'on') &&
      d.set(['postgresql', 'parameters', 'synchronous_standby_names'], '*'),
  }),
  ...of('replication/sync-setting-unused', {
    'synchronous_mode_strict without synchronous_mode': (d) =>
      d.get('overrides') === undefined &&
      !d.get('patroni', 'synchronous_mode') &&
      d.set(['patroni', 'synchronous_mode_strict'], true),
    'synchronous_node_count without synchronous_mode': (d) =>
      d.get('overrides') === undefined &&
      !d.get('patroni', 'synchronous_mode') &&
      d.set(['patroni', 'synchronous_node_count'], 2),
  }),
  ...of('replication/sync-standby-scarce', {
    'commits wait for more members than there are': (d) =>
      d.running('postgresql', 0).length > 1 &&
      d.set(['patroni', 'synchronous_mode'], 'on') &&
      d.set(['patroni', 'synchronous_node_count'], 9),
  }),
  ...of('replication/archive-copy-impossible', {
    'a site reads only the archive, but its copies are made with pg_basebackup': (d) =>
      isPair(d) &&
      d.merge(['sites', 1, 'standby'], { from: 'archive', restore_command: 'cp /archive/%f %p' }) &&
      d.set(['sites', 1, 'postgresql', 'create_replica_methods'], ['basebackup']),
  }),
  ...of('archive/site-unfed', {
    'a site reads only the archive, but nothing is archived': (d) =>
      isPair(d) &&
      d.get('postgresql', 'parameters', 'archive_mode') === undefined &&
      d.merge(['sites', 1, 'standby'], { from: 'archive', restore_command: 'cp /archive/%f %p' }),
  }),
  ...of('archive/timeout-missing', {
    'a site reads only the archive, and archive_timeout is 0': (d) =>
      isPair(d) &&
      d.merge(['sites', 1, 'standby'], { from: 'archive', restore_command: 'cp /archive/%f %p' }) &&
      d.merge(['postgresql', 'parameters'], {
        archive_mode: 'on',
        archive_command: 'cp %p /archive/%f',
        archive_timeout: 0,
      }),
  }),
  ...of('replication/no-upstream', {
    'a site reads the archive, but has no restore_command': (d) =>
      isPair(d) &&
      d.get('sites', 1, 'overrides') === undefined &&
      d.merge(['sites', 1, 'standby'], { from: 'archive' }) &&
      d.remove('sites', 1, 'standby', 'restore_command') !== undefined,
  }),
  ...of('replication/clone-method-unknown', {
    'create_replica_methods names an unknown method': (d) =>
      d.set(['postgresql', 'create_replica_methods'], ['pgbarman', 'basebackup']),
    'a replica method without a command': (d) =>
      d.set(['postgresql', 'create_replica_methods'], ['pgbarman', 'basebackup']) &&
      d.merge(['postgresql', 'replica_methods'], { pgbarman: { no_params: true } }),
  }),
  ...of('replication/copy-options-refused', {
    'Patroni adds its options to pgBackRest': (d) =>
      d.set(['postgresql', 'create_replica_methods'], ['rest', 'basebackup']) &&
      d.merge(['postgresql', 'replica_methods'], { rest: { command: 'pgbackrest --stanza=orders restore' } }),
    'Patroni adds its options to the tool that restores the first cluster': (d) =>
      d.set(['bootstrap'], {
        method: 'wal_g',
        command: 'wal-g backup-fetch /var/lib/postgresql/18/main LATEST',
      }),
  }),
  ...of('recovery/bootstrap-method-ignored', {
    'a bootstrap method without its command': (d) => d.set(['bootstrap'], { method: 'pgbackrest' }),
  }),
  ...of('replication/nostream-without-archive', {
    'nostream without an archive': (d) =>
      d.has('patroni', '3.3') &&
      d.get('sites', 1, 'standby', 'restore_command') === undefined &&
      d.merge([...d.member(1, 0), 'tags'], { nofailover: true, nostream: true }),
  }),
  ...of('replication/replicatefrom-unusable', {
    'replicatefrom names a member of another site': (d) =>
      d.merge([...d.member(1, 0), 'tags'], { replicatefrom: d.text(...d.member(0, 0), 'name') }),
  }),
  ...of('replication/quorum-unsupported', {
    'synchronous_mode quorum under Patroni 3.3': (d) =>
      d.get('overrides') === undefined &&
      d.set(['patroni', 'synchronous_mode'], 'quorum') &&
      d.set(['software'], { patroni: '3.3', postgresql: 15 }),
  }),
  ...of('failover/delayed-candidate', {
    'a member that may lead applies changes late': (d) =>
      d.get(...d.member(1, 0), 'tags', 'nofailover') !== true &&
      d.merge([...d.member(1, 0), 'postgresql', 'parameters'], { recovery_min_apply_delay: '6h' }),
  }),
  ...of('failover/only-site-delayed', {
    'the only site that follows applies changes late': (d) =>
      isPair(d) && d.merge(['sites', 1, 'standby'], { recovery_min_apply_delay: '1h' }),
  }),
  ...of('failover/replay-unbounded', {
    'queries may delay replay without a limit': (d) =>
      d.set(['postgresql', 'parameters', 'max_standby_streaming_delay'], -1),
  }),
  ...of('failover/lag-of-zero', {
    'maximum_lag_on_failover is 0': (d) =>
      d.running('postgresql', 0).length > 1 && d.set(['patroni', 'maximum_lag_on_failover'], 0),
  }),
  ...of('placement/pgpass-in-data-dir', {
    'pgpass is in the data directory': (d) =>
      d.set(['postgresql', 'data_dir'], '/srv/pg/main') &&
      d.set(['postgresql', 'pgpass'], '/srv/pg/main/pgpass'),
  }),
  ...of('placement/config-dir-empty', {
    'config_dir is outside the data directory': (d) =>
      d.get('bootstrap') === undefined &&
      d.get('sites', 0, 'bootstrap') === undefined &&
      d.set(['postgresql', 'config_dir'], '/etc/postgresql/orders'),
  }),
  ...of('placement/dcs-per-node', {
    'synchronous_mode under a node': (d) => d.set([...d.member(0, 0), 'patroni', 'synchronous_mode'], 'on'),
  }),
];
