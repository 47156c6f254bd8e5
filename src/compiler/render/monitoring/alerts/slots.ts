import type { Site } from '../../../estate/estate.ts';
import { amountOf } from '../../../facts/number.ts';
import { textAt } from '../../../text/json.ts';
import type { Alert } from './alert.ts';
import type { Context } from './context.ts';
import { either } from './context.ts';

/** Bytes that a slot may hold at a site; undefined without a bound. */
function slotBound({ dcs }: Site): number | undefined {
  const written = textAt(dcs.value, 'postgresql', 'parameters', 'max_slot_wal_keep_size');
  const megabytes = amountOf(written, 'MB');
  return megabytes === undefined || megabytes <= 0 ? undefined : megabytes * 2 ** 20;
}

/** What only postgres_exporter knows: the slots of a site that others stream from now. Its version 0.20 calls the metrics otherwise. */
export function slotsOf(site: Site, { estate, monitoring, of, loop, apart }: Context): Alert[] {
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
    // At a standby leader, PostgreSQL counts what is left from a position that does not move.
    ...(bound === undefined || site.role !== 'primary'
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
