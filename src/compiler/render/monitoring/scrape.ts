import { bracketed } from '../../../pghba/address.ts';
import type { Estate, Monitoring, Node, Site } from '../../estate/estate.ts';
import { members, ring } from '../../estate/estate.ts';
import type { JsonMap } from '../../text/json.ts';
import { textAt } from '../../text/json.ts';
import { portOf, restPortOf } from '../reach.ts';

/** Where Prometheus reaches a node: as other sites do. */
export const hostOf = ({ wan, address }: Node): string => {
  const found = wan ?? address;
  return found ? bracketed(found) : '';
};

/** Targets of one kind, each with the site and the node that it is of. */
const targets = (
  estate: Estate,
  nodesOf: (site: Site) => readonly Node[],
  portFor: (node: Node) => string | number,
): JsonMap[] =>
  estate.sites.flatMap((site) =>
    nodesOf(site).map((node) => ({
      targets: [`${hostOf(node)}:${portFor(node)}`],
      labels: { estate: estate.name, site: site.name, node: node.name },
    })),
  );

/** What Prometheus scrapes: one job for each program that has metrics. */
export function scrapeConfigs(estate: Estate, { jobs, tls, exporterPort, interval }: Monitoring): JsonMap[] {
  // How long an alert waits follows from it.
  const every = { scrape_interval: `${interval}s` };
  const all = estate.sites.flatMap(members);
  const showing = { cert_file: tls.cert, key_file: tls.key };
  const isSecure = all.some(({ patroni }) => textAt(patroni.value, 'restapi', 'certfile') !== undefined);
  const isAsking = all.some(
    ({ patroni }) => textAt(patroni.value, 'restapi', 'verify_client') === 'required',
  );
  const rest: JsonMap = {
    job_name: jobs.patroni,
    ...every,
    ...(isSecure ? { scheme: 'https', tls_config: { ca_file: tls.ca, ...(isAsking ? showing : {}) } } : {}),
    static_configs: targets(estate, members, (node) => restPortOf(node as Parameters<typeof restPortOf>[0])),
  };
  const exporter: JsonMap[] =
    jobs.postgresql === undefined
      ? []
      : [
          {
            job_name: jobs.postgresql,
            ...every,
            static_configs: targets(estate, members, () => exporterPort),
          },
        ];
  const urlOf = ({ etcd }: Node): string => textAt(etcd?.value, 'advertise-client-urls')?.split(',')[0] ?? '';
  const rings = estate.sites.flatMap(ring);
  const store: JsonMap[] =
    jobs.etcd === undefined
      ? []
      : [
          {
            job_name: jobs.etcd,
            ...every,
            ...(rings.some((node) => urlOf(node).startsWith('https:'))
              ? { scheme: 'https', tls_config: { ca_file: tls.ca, ...showing } }
              : {}),
            static_configs: targets(estate, ring, (node) => portOf(urlOf(node))),
          },
        ];
  return [rest, ...exporter, ...store];
}
