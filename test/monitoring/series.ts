/** The metrics of the sample's estate, as Prometheus has them: one value that stays, or a number that grows with time. */

/** Seconds between two values. */
export const STEP = 60;

/** How many values there are: longer than any alert waits. */
const COUNT = 80;

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `time` is the clock itself. */
  readonly value: number | 'time';
}

interface FakeMember {
  readonly name: string;
  readonly scope: string;
  readonly role: 'primary' | 'standby_leader' | 'replica';
}

const SITES = [
  ['seoul', 'pg-seoul-cluster', 'primary'],
  ['busan', 'pg-busan-standby', 'standby_leader'],
] as const;

const MEMBERS: readonly FakeMember[] = SITES.flatMap(([site, scope, role]) =>
  [1, 2, 3].map((number) => ({
    name: `pg-${site}-${number}`,
    scope,
    role: number === 3 ? role : ('replica' as const),
  })),
);

const WRITTEN = 5_000_000_000;

/** `pg-busan-3` is at 10.2.0.12. */
function addressOf(name: string): string {
  const [, site = '', number = ''] = /^pg-(\w+)-(\d)$/.exec(name) ?? [];
  return `10.${site === 'seoul' ? 1 : 2}.0.${9 + Number(number)}`;
}

function ofMember({ name, scope, role }: FakeMember): Series[] {
  const labels = { job: 'patroni', scope, name, node: name, instance: `${addressOf(name)}:8008` };
  const leads = role === 'primary';
  const values: Readonly<Record<string, number | 'time'>> = {
    patroni_postgres_running: 1,
    patroni_primary: leads ? 1 : 0,
    patroni_standby_leader: role === 'standby_leader' ? 1 : 0,
    patroni_replica: role === 'replica' ? 1 : 0,
    patroni_xlog_location: leads ? WRITTEN : 0,
    patroni_xlog_received_location: leads ? 0 : WRITTEN,
    patroni_xlog_replayed_location: leads ? 0 : WRITTEN,
    patroni_xlog_replayed_timestamp: leads ? 0 : 'time',
    patroni_xlog_paused: 0,
    patroni_postgres_streaming: leads ? 0 : 1,
    patroni_cluster_unlocked: 0,
    patroni_failsafe_mode_is_active: 0,
    patroni_dcs_last_seen: 'time',
    patroni_pending_restart: 0,
    patroni_is_paused: 0,
  };
  return Object.entries(values).map(([metric, value]) => ({ name: metric, labels, value }));
}

/** What postgres_exporter says of the slot for busan at a member of seoul: used at the primary, a copy at a replica. */
function ofExporter(number: number): Series[] {
  const name = `pg-seoul-${number}`;
  const own = { job: 'postgresql', estate: 'orders', node: name, instance: `${addressOf(name)}:9187` };
  const slot = { ...own, slot_name: 'standby_cluster_busan', slot_type: 'physical' };
  const leads = number === 3;
  return [
    { name: 'pg_replication_slot_slot_is_active', labels: slot, value: leads ? 1 : 0 },
    { name: 'pg_replication_slot_safe_wal_size_bytes', labels: slot, value: 60 * 2 ** 30 },
    { name: 'pg_replication_slot_wal_status', labels: { ...slot, wal_status: 'reserved' }, value: 1 },
  ];
}

function ofRing(site: string, number: number): Series[] {
  const labels = { job: 'etcd', estate: 'orders', site, node: `pg-${site}-${number}` };
  return [
    { name: 'up', labels, value: 1 },
    { name: 'etcd_server_has_leader', labels, value: 1 },
    { name: 'etcd_mvcc_db_total_size_in_bytes', labels, value: 20_000_000 },
    { name: 'etcd_server_quota_backend_bytes', labels, value: 2_147_483_648 },
  ];
}

/** An estate that is well. */
export const WELL: readonly Series[] = [
  ...MEMBERS.flatMap(ofMember),
  ...[1, 2, 3].flatMap(ofExporter),
  ...SITES.flatMap(([site]) => [1, 2, 3].flatMap((number) => ofRing(site, number))),
  {
    name: 'probe_ssl_earliest_cert_expiry',
    labels: { job: 'blackbox', estate: 'orders', instance: 'https://10.1.0.10:8008' },
    value: 100 * 86_400,
  },
];

/** A series as promtool reads it. */
export const written = ({ name, labels, value }: Series): { series: string; values: string } => ({
  series: `${name}{${Object.entries(labels)
    .map(([key, one]) => `${key}="${one}"`)
    .join(',')}}`,
  values: value === 'time' ? `0+${STEP}x${COUNT}` : `${value}+0x${COUNT}`,
});

/** Other values of one metric of one machine. */
export const changed =
  (metric: string, who: string, value: number | 'time') =>
  (series: readonly Series[]): Series[] => {
    const is = (one: Series): boolean =>
      one.name === metric && Object.values(one.labels).some((label) => label === who);
    if (!series.some(is)) throw new Error(`${who} has no ${metric}`);
    return series.map((one) => (is(one) ? { ...one, value } : one));
  };
