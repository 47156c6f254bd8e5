import { ring } from '../../../estate/estate.ts';
import type { Alert } from './alert.ts';
import type { Context } from './context.ts';

/** What etcd says of itself. */
export function etcd({ estate, monitoring, loop, apart }: Context): Alert[] {
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
