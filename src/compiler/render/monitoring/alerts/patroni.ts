import type { Alert } from './alert.ts';
import type { Context } from './context.ts';
import { HOUR, MEMBER, timing } from './context.ts';

/** What Patroni says of itself. */
export function patroni({ estate, all, of, loop, apart }: Context): Alert[] {
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
