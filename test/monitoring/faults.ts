import type { Series } from './series.ts';
import { changed } from './series.ts';

/** What goes wrong, and the alerts that fire: all of them, with how many. */
export interface AlertFault {
  readonly name: string;
  readonly make: readonly ((series: readonly Series[]) => Series[])[];
  readonly fires: Readonly<Record<string, number>>;
}

const gone =
  (who: string) =>
  (series: readonly Series[]): Series[] =>
    series.filter(({ labels }) => labels.name !== who);

const ofSite =
  (metric: string, site: string, value: number) =>
  (series: readonly Series[]): Series[] =>
    [1, 2, 3].reduce<Series[]>(
      (all, number) => changed(metric, `pg-${site}-${number}`, value)(all),
      [...series],
    );

export const ALERT_FAULTS: readonly AlertFault[] = [
  {
    name: 'the other site takes writes, too',
    make: [changed('patroni_primary', 'pg-busan-3', 1), changed('patroni_standby_leader', 'pg-busan-3', 0)],
    fires: { PatroniTwoSitesPrimary: 1 },
  },
  {
    name: 'two members of a site take writes',
    make: [changed('patroni_primary', 'pg-seoul-1', 1)],
    // Its copy of the slot is used by nobody.
    fires: { PatroniTwoPrimariesInSite: 1, PostgreSQLSlotInactive: 1 },
  },
  {
    name: 'nobody takes writes',
    make: [changed('patroni_primary', 'pg-seoul-3', 0), changed('patroni_xlog_location', 'pg-seoul-3', 0)],
    fires: { PatroniNoPrimary: 1, PatroniSiteWithoutLeader: 1 },
  },
  {
    // Patroni says the role that it had.
    name: 'PostgreSQL of the primary is down, and nobody takes over',
    make: [
      changed('patroni_postgres_running', 'pg-seoul-3', 0),
      changed('patroni_xlog_location', 'pg-seoul-3', 0),
    ],
    fires: { PatroniNoPrimary: 1, PatroniSiteWithoutLeader: 1, PatroniMemberMissing: 1 },
  },
  {
    name: 'the standby site has no leader',
    make: [changed('patroni_standby_leader', 'pg-busan-3', 0)],
    fires: { PatroniSiteWithoutLeader: 1 },
  },
  {
    name: 'the standby site is lost',
    make: [gone('pg-busan-1'), gone('pg-busan-2'), gone('pg-busan-3')],
    fires: { PatroniSiteSilent: 1 },
  },
  {
    name: 'the primary site is lost, or cut off',
    make: [gone('pg-seoul-1'), gone('pg-seoul-2'), gone('pg-seoul-3')],
    fires: { PatroniSiteSilent: 1, PatroniNoPrimary: 1 },
  },
  {
    name: 'PostgreSQL is down everywhere at a site',
    make: [ofSite('patroni_postgres_running', 'busan', 0)],
    fires: { PatroniSiteWithoutLeader: 1, PatroniMemberMissing: 1 },
  },
  { name: 'a member is lost', make: [gone('pg-busan-1')], fires: { PatroniMemberMissing: 1 } },
  {
    name: 'PostgreSQL of a member is down',
    make: [changed('patroni_postgres_running', 'pg-seoul-1', 0)],
    fires: { PatroniMemberMissing: 1 },
  },
  {
    name: 'the standby leader does not stream',
    make: [changed('patroni_postgres_streaming', 'pg-busan-3', 0)],
    fires: { PatroniStandbyLeaderNotStreaming: 1 },
  },
  {
    name: 'a replica does not stream',
    make: [changed('patroni_postgres_streaming', 'pg-seoul-1', 0)],
    fires: { PatroniReplicaNotStreaming: 1 },
  },
  {
    name: 'a member is far behind',
    make: [changed('patroni_xlog_received_location', 'pg-busan-1', 4_000_000_000)],
    fires: { PatroniLagBytes: 1 },
  },
  {
    name: 'a member replays late',
    make: [changed('patroni_xlog_replayed_location', 'pg-busan-1', 4_999_999_000)],
    fires: { PatroniLagSeconds: 1 },
  },
  {
    name: 'nothing is committed',
    make: [changed('patroni_xlog_replayed_timestamp', 'pg-busan-1', 1)],
    fires: {},
  },
  {
    name: 'a replay is paused',
    make: [changed('patroni_xlog_paused', 'pg-busan-1', 1)],
    fires: { PatroniReplayPaused: 1 },
  },
  {
    name: 'a member does not reach its ring',
    make: [changed('patroni_dcs_last_seen', 'pg-busan-1', 1)],
    fires: { PatroniStoreUnseen: 1 },
  },
  {
    name: 'nobody holds the lock',
    make: [ofSite('patroni_cluster_unlocked', 'busan', 1)],
    fires: { PatroniUnlocked: 1 },
  },
  {
    name: 'one member does not know who holds the lock',
    make: [changed('patroni_cluster_unlocked', 'pg-busan-1', 1)],
    fires: {},
  },
  {
    name: 'failsafe mode, which replicas repeat',
    make: [
      ofSite('patroni_failsafe_mode_is_active', 'seoul', 1),
      ofSite('patroni_cluster_unlocked', 'seoul', 1),
    ],
    fires: { PatroniFailsafe: 1 },
  },
  { name: 'maintenance mode', make: [ofSite('patroni_is_paused', 'seoul', 1)], fires: { PatroniPaused: 1 } },
  {
    name: 'a restart is pending',
    make: [changed('patroni_pending_restart', 'pg-seoul-1', 1)],
    fires: { PatroniPendingRestart: 1 },
  },
  {
    name: 'nobody uses a slot of the primary',
    make: [changed('pg_replication_slot_slot_is_active', 'pg-seoul-3', 0)],
    fires: { PostgreSQLSlotInactive: 1 },
  },
  {
    name: 'a slot holds most of what it may',
    make: [changed('pg_replication_slot_safe_wal_size_bytes', 'pg-seoul-3', 2 ** 30)],
    fires: { PostgreSQLSlotNearlyLost: 1 },
  },
  {
    name: 'a slot is lost',
    make: [
      (series) =>
        series.map((one) =>
          one.name === 'pg_replication_slot_wal_status' && one.labels.node === 'pg-seoul-3'
            ? { ...one, labels: { ...one.labels, wal_status: 'lost' } }
            : one,
        ),
    ],
    fires: { PostgreSQLSlotLost: 1 },
  },
  {
    name: 'a member of etcd has no leader',
    make: [changed('etcd_server_has_leader', 'pg-busan-1', 0)],
    fires: { EtcdNoLeader: 1 },
  },
  {
    name: 'a member of etcd is down',
    make: [changed('up', 'pg-busan-1', 0)],
    fires: { EtcdMemberMissing: 1 },
  },
  {
    name: 'etcd is near its quota',
    make: [changed('etcd_mvcc_db_total_size_in_bytes', 'pg-busan-1', 1_900_000_000)],
    fires: { EtcdNearQuota: 1 },
  },
  {
    name: 'a certificate ends soon',
    make: [changed('probe_ssl_earliest_cert_expiry', 'blackbox', 20 * 86_400)],
    fires: { CertificateEnds: 1 },
  },
  {
    name: 'an exporter of version 0.20, whose metrics have other names',
    make: [
      changed('pg_replication_slot_slot_is_active', 'pg-seoul-3', 0),
      (series) =>
        series.map((one) => ({
          ...one,
          name: one.name.replace('pg_replication_slot_', 'pg_replication_slots_'),
        })),
    ],
    fires: { PostgreSQLSlotInactive: 1 },
  },
  {
    name: 'a slot of another estate, a certificate of somebody else',
    make: [
      changed('pg_replication_slot_slot_is_active', 'pg-seoul-3', 0),
      changed('probe_ssl_earliest_cert_expiry', 'blackbox', 0),
      (series) => series.map((one) => ({ ...one, labels: { ...one.labels, estate: 'shop' } })),
      (series) => series.filter(({ labels }) => labels.job !== 'etcd'),
    ],
    fires: { EtcdMemberMissing: 2 },
  },
];
