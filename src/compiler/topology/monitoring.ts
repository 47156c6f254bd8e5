import type { Monitoring } from '../estate/estate.ts';
import { amountOf } from '../facts/number.ts';
import type { JsonMap } from '../text/json.ts';
import type { PartialTopology } from './inherited.ts';

/** Where the files of certificates lie on the machine of Prometheus. */
const FOLDER = '/etc/prometheus/pgdr';

/**
 * What Prometheus is told: what is written, and the defaults.
 * @param name of the estate: another one may be scraped by the same Prometheus, whose jobs need names of their own
 */
export function monitoringOf(block: PartialTopology['monitoring'], name: string): Monitoring | undefined {
  if (block?.prometheus !== true) return undefined;
  const { jobs, ports, interval, lag, delay, tls, runbook } = block;
  return {
    written: block as JsonMap,
    jobs: {
      patroni: jobs?.patroni ?? `patroni-${name}`,
      postgresql: jobs?.postgresql,
      etcd: jobs?.etcd,
      blackbox: jobs?.blackbox,
    },
    exporterPort: ports?.postgres_exporter ?? 9187,
    interval: amountOf(interval ?? '15s', 's') ?? 0,
    lag: amountOf(lag ?? '100MB', 'B') ?? 0,
    delay: amountOf(delay ?? '5min', 's') ?? 0,
    tls: {
      ca: tls?.ca ?? `${FOLDER}/ca.pem`,
      cert: tls?.cert ?? `${FOLDER}/prometheus.pem`,
      key: tls?.key ?? `${FOLDER}/prometheus-key.pem`,
    },
    runbook: runbook ?? 'RUNBOOK.md',
  };
}
