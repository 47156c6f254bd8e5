import type { Alert } from './alert.ts';
import type { Context } from './context.ts';
import { HOUR } from './context.ts';

/** What blackbox_exporter sees of certificates. */
export function certificates({ estate, monitoring: { jobs } }: Context): Alert[] {
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
