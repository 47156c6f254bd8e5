import { isDelayed } from '../../estate/delayed.ts';
import type { Estate, Member, Monitoring, Site } from '../../estate/estate.ts';
import { members, ring } from '../../estate/estate.ts';
import { patroniBool } from '../../facts/boolean.ts';
import { amountOf } from '../../facts/number.ts';
import { knows } from '../../facts/version.ts';
import { get, numericAt, textAt } from '../../text/json.ts';
import { restPortOf, scopeOf } from '../reach.ts';
import { hostOf } from './scrape.ts';

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
  /** Seconds that answers of different members may lie apart, one of them lost. */
  readonly apart: number;
}

const timing = (site: Site, key: 'ttl' | 'loop_wait', usual: number): number =>
  numericAt(site.dcs.value, key) || usual;

/** Words of a selector, of which one has to fit: of all characters in names and addresses, these mean something there. */
const either = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[.[\]]/g, '\\\\$&')).join('|');

/** A selector of fewer: without these members. */
const without = (selector: string, label: string, words: readonly string[]): string =>
  words.length === 0 ? selector : selector.replace(/\}$/, `,${label}!~"${either(words)}"}`);

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
    apart: 2 * monitoring.interval,
  };
}

/** How Prometheus calls a member: before Patroni 3.2, its metrics do not have its name. */
const instanceOf = (member: Member): string => `${hostOf(member)}:${restPortOf(member)}`;

const instances = ({ estate }: Context, is: (site: Site, member: Member) => boolean): string[] =>
  estate.sites.flatMap((site) =>
    members(site)
      .filter((member) => is(site, member))
      .map(instanceOf),
  );

/** Members with a role whose PostgreSQL runs: where it does not answer, Patroni says the role that it had. */
const running = (role: string, select: (metric: string) => string): string =>
  `(${select(role)} == 1 and on (instance) ${select('patroni_postgres_running')} == 1)`;

const MEMBER = '{{ $labels.instance }} of {{ $labels.scope }}';

function roles({ estate, all, of, failover, apart }: Context): Alert[] {
  const longest = Math.max(...estate.sites.map(failover)) + apart;
  const leading = running('patroni_primary', all);
  return [
    {
      alert: 'PatroniTwoSitesPrimary',
      expr: `count(count by (scope) ${leading}) > 1`,
      for: longest,
      severity: 'critical',
      summary: '{{ $value }} sites take writes: what applications write to one of them will be lost.',
      section: 'fence',
    },
    {
      alert: 'PatroniTwoPrimariesInSite',
      expr: `count by (scope) ${leading} > 1`,
      for: longest,
      severity: 'critical',
      summary: '{{ $value }} members of {{ $labels.scope }} take writes.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniNoPrimary',
      expr: `count(${all('patroni_postgres_running')}) > 0 unless on () count${leading} > 0`,
      for: longest,
      severity: 'critical',
      summary:
        'Of the {{ $value }} members that answer, none takes writes, for longer than a failover takes.',
      section: 'troubleshooting',
    },
    ...estate.sites.flatMap((site): Alert[] => {
      const select = (metric: string): string => of(site, metric);
      const any = select('patroni_postgres_running');
      const count = members(site).length;
      return [
        {
          alert: 'PatroniSiteSilent',
          expr: `absent(${any})`,
          for: failover(site) + apart,
          severity: 'critical',
          labels: { site: site.name },
          summary: `No member of ${site.name} answers Prometheus: is the site lost, or is it the network?`,
          section: site.name === estate.primary?.name ? 'troubleshooting' : 'lost standby',
        },
        {
          alert: 'PatroniSiteWithoutLeader',
          expr: `count(${any}) > 0 unless on () (count${running('patroni_primary', select)} > 0 or count${running('patroni_standby_leader', select)} > 0)`,
          for: failover(site) + apart,
          severity: 'critical',
          labels: { site: site.name },
          summary: `Of the {{ $value }} members of ${site.name} that answer, none leads: the site receives nothing, and cannot take over.`,
          section: 'troubleshooting',
        },
        {
          alert: 'PatroniMemberMissing',
          expr: `sum(${any}) < ${count}`,
          for: 2 * failover(site) + apart,
          severity: 'warning',
          labels: { site: site.name },
          summary: `Only {{ $value }} of ${count} members of ${site.name} run PostgreSQL and answer.`,
          section: 'machine',
        },
      ];
    }),
  ];
}

/** PostgreSQL's own value, in milliseconds. */
const USUAL_TIMEOUT = 60_000;

/** Seconds after which a standby has noticed that its stream is dead. Without a limit, nobody knows: the usual one is taken. */
function receiverTimeout(site: Site): number {
  const written = textAt(site.dcs.value, 'postgresql', 'parameters', 'wal_receiver_timeout');
  return Math.ceil(((written === undefined ? 0 : amountOf(written, 'ms')) || USUAL_TIMEOUT) / 1000);
}

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
  const { estate, monitoring, all, loop, apart } = context;
  const silence = Math.max(...estate.sites.map(receiverTimeout)) + loop + apart;
  const late = instances(context, isDelayed);
  const unstreamed = instances(
    context,
    (_, { patroni }) =>
      knows(estate.software, 'tags.nostream') && patroniBool(get(patroni.value, 'tags', 'nostream')) === true,
  );
  const streams = `and on (instance) ${all('patroni_postgres_streaming')} == 0`;
  const told: Alert[] = knows(estate.software, 'metrics.streaming')
    ? [
        {
          alert: 'PatroniStandbyLeaderNotStreaming',
          expr: `${without(all('patroni_standby_leader'), 'scope', archived(context))} == 1 ${streams}`,
          for: silence,
          severity: 'critical',
          summary: `The standby leader ${MEMBER} does not stream: its site falls behind.`,
          section: 'troubleshooting',
        },
        {
          alert: 'PatroniReplicaNotStreaming',
          expr: `${without(all('patroni_replica'), 'instance', unstreamed)} == 1 ${streams}`,
          for: silence,
          severity: 'warning',
          summary: `The replica ${MEMBER} does not stream.`,
          section: 'troubleshooting',
        },
      ]
    : [];
  return [
    ...told,
    {
      alert: 'PatroniLagBytes',
      expr: `max(${all('patroni_xlog_location')}) - on () group_right () (${all('patroni_xlog_received_location')} > 0) > ${monitoring.lag}`,
      for: silence,
      severity: 'warning',
      summary: `${MEMBER} has not received {{ $value | humanize1024 }}B of WAL: that much is lost if the primary is lost now.`,
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniLagSeconds',
      // What the primary had written by then, and this member has not replayed yet.
      expr: `max(${all('patroni_xlog_location')} offset ${monitoring.delay}s) - on () group_right () (${without(all('patroni_xlog_replayed_location'), 'instance', late)} > 0) > 0`,
      for: silence,
      severity: 'warning',
      summary: `${MEMBER} has not replayed {{ $value | humanize1024 }}B of WAL that ${monitoring.delay} s ago were written already.`,
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniReplayPaused',
      expr: `${all('patroni_xlog_paused')} == 1`,
      for: HOUR / 6,
      severity: 'warning',
      summary: `${MEMBER} does not replay what it receives.`,
      section: 'troubleshooting',
    },
  ];
}

function patroni({ estate, all, of, loop, apart }: Context): Alert[] {
  return [
    ...estate.sites.map((site): Alert => {
      const seen = of(site, 'patroni_dcs_last_seen');
      return {
        alert: 'PatroniStoreUnseen',
        // Both at the moment when the member was asked.
        expr: `timestamp(${seen}) - ${seen} > ${timing(site, 'ttl', 30)}`,
        for: timing(site, 'loop_wait', 10) + apart,
        severity: 'critical',
        labels: { site: site.name },
        summary: `${MEMBER} has not reached its etcd ring for {{ $value | humanizeDuration }}.`,
        section: 'machine',
      };
    }),
    {
      alert: 'PatroniUnlocked',
      // A member that does not reach the store says so, too; in failsafe mode, all do.
      expr: `min by (scope) (${all('patroni_cluster_unlocked')}) == 1 unless on (scope) max by (scope) (${all('patroni_failsafe_mode_is_active')}) == 1`,
      for: 3 * loop + apart,
      severity: 'critical',
      summary: 'Nobody holds the leader lock of {{ $labels.scope }}.',
      section: 'troubleshooting',
    },
    {
      alert: 'PatroniFailsafe',
      expr: `${all('patroni_failsafe_mode_is_active')} == 1 and on (instance) ${all('patroni_primary')} == 1`,
      for: loop + apart,
      severity: 'critical',
      summary: `The primary ${MEMBER} goes on without its etcd ring, as long as it reaches every member.`,
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
      summary: `PostgreSQL of ${MEMBER} waits for a restart, and runs with older settings.`,
      section: 'apply',
    },
  ];
}

/** Bytes that a slot may hold at a site; undefined without a bound. */
function slotBound({ dcs }: Site): number | undefined {
  const written = textAt(dcs.value, 'postgresql', 'parameters', 'max_slot_wal_keep_size');
  const megabytes = amountOf(written, 'MB');
  return megabytes === undefined || megabytes <= 0 ? undefined : megabytes * 2 ** 20;
}

/** What only postgres_exporter knows: the slots of a site that others stream from now. Its version 0.20 calls the metrics otherwise. */
function slotsOf(site: Site, { estate, monitoring, of, loop, apart }: Context): Alert[] {
  const job = monitoring.jobs.postgresql;
  const names = estate.sites.flatMap(({ upstream, dcs }) =>
    upstream?.name === site.name ? (textAt(dcs.value, 'standby_cluster', 'primary_slot_name') ?? []) : [],
  );
  if (job === undefined || names.length === 0) return [];
  const all = (metric: string, more = ''): string =>
    `{__name__=~"pg_replication_slots?_${metric}",job="${job}",estate="${estate.name}",slot_name=~"${either(names)}"${more}}`;
  // A replica keeps a copy of a slot, which nobody uses.
  const atLeader = `and on (node) (${of(site, 'patroni_primary')} == 1 or ${of(site, 'patroni_standby_leader')} == 1)`;
  const bound = slotBound(site);
  const labels = { site: site.name };
  const SLOT = 'slot {{ $labels.slot_name }} at {{ $labels.node }}';
  return [
    {
      alert: 'PostgreSQLSlotInactive',
      expr: `${all('slot_is_active')} == 0 ${atLeader}`,
      for: 60 + 3 * loop + apart,
      severity: 'critical',
      labels,
      summary: `Nobody streams from the ${SLOT}: it keeps WAL.`,
      section: 'troubleshooting',
    },
    ...(bound === undefined
      ? []
      : [
          {
            alert: 'PostgreSQLSlotNearlyLost',
            expr: `${all('safe_wal_size_bytes')} < ${Math.floor(bound / 4)} ${atLeader}`,
            for: loop + apart,
            severity: 'critical',
            labels,
            summary: `The ${SLOT} is lost after {{ $value | humanize1024 }}B more WAL, and its site has to be copied anew.`,
            section: 'troubleshooting',
          } as const,
        ]),
    {
      alert: 'PostgreSQLSlotLost',
      expr: `${all('wal_status', ',wal_status="lost"')} == 1 ${atLeader}`,
      for: 0,
      severity: 'critical',
      labels,
      summary: `The ${SLOT} is lost: its site has to be copied anew.`,
      section: 'troubleshooting',
    },
  ];
}

function etcd({ estate, monitoring, loop, apart }: Context): Alert[] {
  const job = monitoring.jobs.etcd;
  if (job === undefined) return [];
  const all = (metric: string, more = ''): string => `${metric}{job="${job}",estate="${estate.name}"${more}}`;
  return [
    {
      alert: 'EtcdNoLeader',
      expr: `${all('etcd_server_has_leader')} == 0`,
      for: 2 * loop + apart,
      severity: 'critical',
      summary: 'The member {{ $labels.node }} of the etcd ring of {{ $labels.site }} has no leader.',
      section: 'machine',
    },
    ...estate.sites
      .filter((site) => ring(site).length > 0)
      .map((site): Alert => {
        const own = `,site="${site.name}"`;
        return {
          alert: 'EtcdMemberMissing',
          expr: `sum(${all('up', own)}) < ${ring(site).length} or absent(${all('up', own)})`,
          for: 6 * loop + apart,
          severity: 'warning',
          labels: { site: site.name },
          summary: `Not all ${ring(site).length} members of the etcd ring of ${site.name} answer.`,
          section: 'machine',
        };
      }),
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

function certificates({ estate, monitoring: { jobs } }: Context): Alert[] {
  if (jobs.blackbox === undefined) return [];
  return [
    {
      alert: 'CertificateEnds',
      expr: `probe_ssl_earliest_cert_expiry{job="${jobs.blackbox}",estate="${estate.name}"} - time() < ${30 * 24 * HOUR}`,
      for: HOUR,
      severity: 'warning',
      summary: 'A certificate of {{ $labels.instance }} ends within 30 days, or has ended.',
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
    { name: 'slots', alerts: context.estate.sites.flatMap((site) => slotsOf(site, context)) },
    { name: 'etcd', alerts: etcd(context) },
    { name: 'certificates', alerts: certificates(context) },
  ].filter(({ alerts }) => alerts.length > 0);
}
