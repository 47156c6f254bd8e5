import { memberName, parameterOf } from '../../estate/effective.ts';
import type { Estate, Monitoring, Site } from '../../estate/estate.ts';
import { members, ring } from '../../estate/estate.ts';
import { amountOf } from '../../facts/number.ts';
import { knows } from '../../facts/version.ts';
import { get, numericAt, textAt } from '../../text/json.ts';
import { scopeOf } from '../reach.ts';

/** The section of RUNBOOK.md that an alert links to. */
export type Section =
  | 'promotion'
  | 'fence'
  | 'machine'
  | 'lost standby'
  | 'certificates'
  | 'troubleshooting'
  | 'apply';

/** One alert. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** Seconds that it has to be true for. */
  readonly for: number;
  readonly severity: 'critical' | 'warning';
  /** Labels beside severity and estate. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence, with labels of Prometheus in it. */
  readonly summary: string;
  readonly section: Section;
}

const HOUR = 3600;

/** What the alerts of one estate know. */
interface Context {
  readonly estate: Estate;
  readonly monitoring: Monitoring;
  /** Selects the metrics of Patroni of the whole estate: `{job="patroni",scope=~"a|b"}`. */
  readonly all: (metric: string) => string;
  /** Of one site. */
  readonly of: (site: Site, metric: string) => string;
  /** Seconds after which a failover by itself should be over. */
  readonly failover: (site: Site) => number;
  readonly loop: number;
}

const timing = (site: Site, key: 'ttl' | 'loop_wait', usual: number): number =>
  numericAt(site.dcs.value, key) || usual;

/** A value of a selector: names have no characters that a regular expression knows, but for the dot. */
const either = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll('.', '\\\\.')).join('|');

function contextOf(estate: Estate, monitoring: Monitoring): Context {
  const job = monitoring.jobs.patroni;
  const sites = estate.sites.filter((site) => members(site).length > 0);
  const scopes = either(sites.map(scopeOf));
  return {
    estate: { ...estate, sites },
    monitoring,
    all: (metric) => `${metric}{job="${job}",scope=~"${scopes}"}`,
    of: (site, metric) => `${metric}{job="${job}",scope="${scopeOf(site)}"}`,
    failover: (site) => timing(site, 'ttl', 30) + 2 * timing(site, 'loop_wait', 10),
    loop: Math.max(...sites.map((site) => timing(site, 'loop_wait', 10))),
  };
}

function roles({ estate, all, of, failover }: Context): Alert[] {
  const longest = Math.max(...estate.sites.map(failover));
  return [
    {
      alert: 'PatroniTwoSitesPrimary',
      expr: `count(count by (scope) (${all('patroni_primary')} == 1)) > 1`,
      // Longer than Prometheus takes to ask all members once: at a planned swap, their answers are of different moments.
      for: longest,
      severity: 'critical',
      summary: '{{ $value }} sites take writes: what applications write to one of them will be lost.',
      section: 'fence',
    },
    {
      alert: 'PatroniTwoPrimariesInSite',
      expr: `count by (scope) (${all('patroni_primary')} == 1) > 1`,
      for: longest,
      severity: 'critical',
      summary: '{{ $value }} members of {{ $labels.scope }} take writes.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniNoPrimary',
      expr: `sum(${all('patroni_primary')}) == 0 or absent(${all('patroni_primary')})`,
      for: longest,
      severity: 'critical',
      summary: 'No member takes writes, for longer than a failover takes.',
      section: 'promotion',
    },
    ...estate.sites.map(
      (site): Alert => ({
        alert: 'PatroniSiteWithoutLeader',
        expr: `sum(${of(site, 'patroni_primary')}) + sum(${of(site, 'patroni_standby_leader')}) == 0 or absent(${of(site, 'patroni_primary')})`,
        for: failover(site),
        severity: 'critical',
        labels: { site: site.name },
        summary: `Site ${site.name} has neither a primary nor a standby leader: it receives nothing, and cannot take over.`,
        section: site === estate.primary || site.name === estate.primary?.name ? 'promotion' : 'lost standby',
      }),
    ),
    ...estate.sites.map(
      (site): Alert => ({
        alert: 'PatroniMemberMissing',
        expr: `count(${of(site, 'patroni_postgres_running')} == 1) < ${members(site).length}`,
        for: 2 * failover(site),
        severity: 'warning',
        labels: { site: site.name },
        summary: `Only {{ $value }} of ${members(site).length} members of ${site.name} run PostgreSQL and answer.`,
        section: 'machine',
      }),
    ),
  ];
}

/** Seconds after which a standby has noticed that its stream is dead. */
const receiverTimeout = (site: Site): number =>
  amountOf(textAt(site.dcs.value, 'postgresql', 'parameters', 'wal_receiver_timeout') ?? '60s', 'ms') ??
  60_000;

/** Members that replay late on purpose. */
const delayed = ({ estate }: Context): string[] =>
  estate.sites.flatMap((site) => {
    const whole = get(site.dcs.value, 'standby_cluster', 'recovery_min_apply_delay') !== undefined;
    return members(site).flatMap((member) =>
      whole || parameterOf(site, member, 'recovery_min_apply_delay') ? [memberName(member)] : [],
    );
  });

/** Sites that take WAL from an archive alone: they never stream. */
const archived = ({ estate }: Context): string[] =>
  estate.sites
    .filter(
      ({ dcs }) =>
        get(dcs.value, 'standby_cluster') !== undefined &&
        get(dcs.value, 'standby_cluster', 'host') === undefined,
    )
    .map(scopeOf);

function replication(context: Context): Alert[] {
  const { estate, monitoring, all, loop } = context;
  const silence = Math.max(...estate.sites.map((site) => Math.ceil(receiverTimeout(site) / 1000))) + loop;
  const late = delayed(context);
  const but = (metric: string): string =>
    late.length === 0 ? all(metric) : all(metric).replace(/\}$/, `,name!~"${either(late)}"}`);
  const behind = (metric: string, select = all): string =>
    `max(${all('patroni_xlog_location')}) - on () group_right () (${select(metric)} > 0)`;
  const never = archived(context);
  const streaming = (metric: string): string =>
    never.length === 0 ? all(metric) : all(metric).replace(/\}$/, `,scope!~"${either(never)}"}`);
  const told: Alert[] = knows(estate.software, 'metrics.streaming')
    ? [
        {
          alert: 'PatroniStandbyLeaderNotStreaming',
          expr: `${streaming('patroni_standby_leader')} == 1 and on (scope, name) ${all('patroni_postgres_streaming')} == 0`,
          for: silence,
          severity: 'critical',
          summary:
            'The standby leader {{ $labels.name }} of {{ $labels.scope }} does not stream: its site falls behind.',
          section: 'troubleshooting',
        },
        {
          alert: 'PatroniReplicaNotStreaming',
          expr: `${all('patroni_replica')} == 1 and on (scope, name) ${all('patroni_postgres_streaming')} == 0`,
          for: silence,
          severity: 'warning',
          summary: 'The replica {{ $labels.name }} of {{ $labels.scope }} does not stream.',
          section: 'troubleshooting',
        },
      ]
    : [];
  return [
    ...told,
    {
      alert: 'PatroniLagBytes',
      expr: `${behind('patroni_xlog_received_location')} > ${monitoring.lag}`,
      for: silence,
      severity: 'warning',
      summary:
        '{{ $labels.name }} of {{ $labels.scope }} has not received {{ $value | humanize1024 }}B of WAL: that much is lost if the primary is lost now.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniLagSeconds',
      expr: `time() - (${but('patroni_xlog_replayed_timestamp')} > 0) > ${monitoring.delay} and on (scope, name) ${behind('patroni_xlog_replayed_location', but)} > 0`,
      for: silence,
      severity: 'warning',
      summary:
        '{{ $labels.name }} of {{ $labels.scope }} is {{ $value | humanizeDuration }} behind the primary.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniReplayPaused',
      expr: `${all('patroni_xlog_paused')} == 1`,
      for: HOUR / 6,
      severity: 'warning',
      summary: '{{ $labels.name }} of {{ $labels.scope }} does not replay what it receives.',
      section: 'troubleshooting',
    },
  ];
}

function patroni({ estate, all, of, loop }: Context): Alert[] {
  return [
    ...estate.sites.map((site): Alert => {
      const ttl = timing(site, 'ttl', 30);
      return {
        alert: 'PatroniStoreUnseen',
        expr: `time() - ${of(site, 'patroni_dcs_last_seen')} > ${ttl}`,
        for: timing(site, 'loop_wait', 10),
        severity: 'critical',
        labels: { site: site.name },
        summary:
          '{{ $labels.name }} of {{ $labels.scope }} has not reached its etcd ring for {{ $value | humanizeDuration }}.',
        section: 'machine',
      };
    }),
    {
      alert: 'PatroniUnlocked',
      expr: `max by (scope) (${all('patroni_cluster_unlocked')}) == 1`,
      for: 3 * loop,
      severity: 'critical',
      summary: 'Nobody holds the leader lock of {{ $labels.scope }}.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniFailsafe',
      expr: `${all('patroni_failsafe_mode_is_active')} == 1`,
      for: loop,
      severity: 'critical',
      summary:
        '{{ $labels.name }} of {{ $labels.scope }} goes on without its etcd ring, as long as it reaches every member.',
      section: 'machine',
    },
    {
      alert: 'PatroniPaused',
      expr: `max by (scope) (${all('patroni_is_paused')}) == 1`,
      for: HOUR,
      severity: 'warning',
      summary: '{{ $labels.scope }} has been in maintenance mode for an hour: nobody takes over by itself.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniPendingRestart',
      expr: `${all('patroni_pending_restart')} == 1`,
      for: HOUR,
      severity: 'warning',
      summary: 'PostgreSQL of {{ $labels.name }} waits for a restart, and runs with older settings.',
      section: 'apply',
    },
  ];
}

/** The slots by which sites follow each other. */
const slotsOf = ({ estate }: Context): string[] => [
  ...new Set(
    estate.sites.flatMap(({ dcs }) => {
      const used = textAt(dcs.value, 'standby_cluster', 'primary_slot_name');
      return [
        ...(used === undefined ? [] : [used]),
        ...Object.keys((get(dcs.value, 'slots') as object) ?? {}),
      ];
    }),
  ),
];

/** Bytes that a slot may hold at the primary site; undefined without a bound. */
function slotBound({ estate }: Context): number | undefined {
  const written = textAt(estate.primary?.dcs.value, 'postgresql', 'parameters', 'max_slot_wal_keep_size');
  const bytes = amountOf(written, 'MB');
  return bytes === undefined || bytes <= 0 ? undefined : bytes * 2 ** 20;
}

/** What only postgres_exporter knows. */
function slots(context: Context): Alert[] {
  const { monitoring, loop } = context;
  const job = monitoring.jobs.postgresql;
  const names = slotsOf(context);
  if (job === undefined || names.length === 0) return [];
  const all = (metric: string, more = ''): string =>
    `${metric}{job="${job}",slot_name=~"${either(names)}"${more}}`;
  // A replica keeps a copy of a slot, which nobody uses.
  const atPrimary = `and on (instance) pg_replication_is_replica{job="${job}"} == 0`;
  const bound = slotBound(context);
  return [
    {
      alert: 'PostgreSQLSlotInactive',
      expr: `${all('pg_replication_slot_slot_is_active')} == 0 ${atPrimary}`,
      for: 60 + 3 * loop,
      severity: 'critical',
      summary:
        'Nobody streams from the slot {{ $labels.slot_name }} at {{ $labels.instance }}: it keeps WAL.',
      section: 'troubleshooting',
    },
    ...(bound === undefined
      ? []
      : [
          {
            alert: 'PostgreSQLSlotNearlyLost',
            expr: `${all('pg_replication_slot_safe_wal_size_bytes')} < ${Math.floor(bound / 4)} ${atPrimary}`,
            for: loop,
            severity: 'critical',
            summary:
              'The slot {{ $labels.slot_name }} at {{ $labels.instance }} is lost after {{ $value | humanize1024 }}B more WAL, and its site has to be copied anew.',
            section: 'troubleshooting',
          } as const,
        ]),
    {
      alert: 'PostgreSQLSlotLost',
      expr: `${all('pg_replication_slot_wal_status', ',wal_status="lost"')} == 1`,
      for: 0,
      severity: 'critical',
      summary:
        'The slot {{ $labels.slot_name }} at {{ $labels.instance }} is lost: its site has to be copied anew.',
      section: 'troubleshooting',
    },
  ];
}

function etcd({ estate, monitoring, loop }: Context): Alert[] {
  const job = monitoring.jobs.etcd;
  if (job === undefined) return [];
  const all = (metric: string): string => `${metric}{job="${job}",estate="${estate.name}"}`;
  return [
    {
      alert: 'EtcdNoLeader',
      expr: `${all('etcd_server_has_leader')} == 0`,
      for: 2 * loop,
      severity: 'critical',
      summary: 'The member {{ $labels.node }} of the etcd ring of {{ $labels.site }} has no leader.',
      section: 'machine',
    },
    ...estate.sites
      .filter((site) => ring(site).length > 0)
      .map(
        (site): Alert => ({
          alert: 'EtcdMemberMissing',
          expr: `count(up{job="${job}",estate="${estate.name}",site="${site.name}"} == 1) < ${ring(site).length} or absent(up{job="${job}",estate="${estate.name}",site="${site.name}"} == 1)`,
          for: 6 * loop,
          severity: 'warning',
          labels: { site: site.name },
          summary: `Not all ${ring(site).length} members of the etcd ring of ${site.name} answer.`,
          section: 'machine',
        }),
      ),
    {
      alert: 'EtcdNearQuota',
      expr: `${all('etcd_mvcc_db_total_size_in_bytes')} / ${all('etcd_server_quota_backend_bytes')} > 0.8`,
      for: 300,
      severity: 'warning',
      summary:
        'The database of etcd at {{ $labels.node }} takes {{ $value | humanizePercentage }} of its quota: at its end, etcd takes no writes, and the primary loses its lock.',
      section: 'troubleshooting',
    },
  ];
}

function certificates({ monitoring: { jobs } }: Context): Alert[] {
  if (jobs.blackbox === undefined) return [];
  return [
    {
      alert: 'CertificateEnds',
      expr: `probe_ssl_earliest_cert_expiry{job="${jobs.blackbox}"} - time() < ${30 * 24 * HOUR}`,
      for: HOUR,
      severity: 'warning',
      summary: 'A certificate of {{ $labels.instance }} ends in {{ $value | humanizeDuration }}.',
      section: 'certificates',
    },
  ];
}

/** Every alert of an estate, by groups. */
export function alertsOf(
  estate: Estate,
  monitoring: Monitoring,
): readonly { readonly name: string; readonly alerts: readonly Alert[] }[] {
  const context = contextOf(estate, monitoring);
  if (context.estate.sites.length === 0) return [];
  return [
    { name: 'roles', alerts: roles(context) },
    { name: 'replication', alerts: replication(context) },
    { name: 'patroni', alerts: patroni(context) },
    { name: 'slots', alerts: slots(context) },
    { name: 'etcd', alerts: etcd(context) },
    { name: 'certificates', alerts: certificates(context) },
  ].filter(({ alerts }) => alerts.length > 0);
}
