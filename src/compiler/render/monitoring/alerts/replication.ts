import { isDelayed } from '../../../estate/delayed.ts';
import type { Site } from '../../../estate/estate.ts';
import { patroniBool } from '../../../facts/boolean.ts';
import { amountOf } from '../../../facts/number.ts';
import { knows } from '../../../facts/version.ts';
import { get, textAt } from '../../../text/json.ts';
import { scopeOf } from '../../reach.ts';
import type { Alert } from './alert.ts';
import type { Context } from './context.ts';
import { HOUR, instances, MEMBER, without } from './context.ts';

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

/** Who streams, and how far standbys are behind. */
export function replication(context: Context): Alert[] {
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
