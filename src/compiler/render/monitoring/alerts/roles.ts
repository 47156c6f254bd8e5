import { members } from '../../../estate/estate.ts';
import type { Alert } from './alert.ts';
import type { Context } from './context.ts';
import { running } from './context.ts';

/** Who takes writes, who leads, and who is missing. */
export function roles({ estate, all, of, failover, apart }: Context): Alert[] {
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
