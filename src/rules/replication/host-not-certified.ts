import { certifiedNames, entrancesOf } from '../../compiler/estate/certified-names.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { declare } from '../common/remedies.ts';

const ROLES = ['replication', 'rewind'] as const;

/** Whether members of a site compare the host that they were told of with the certificate that they are shown. */
const verifies = (site: Site): boolean =>
  members(site).some(({ patroni }) =>
    ROLES.some(
      (role) =>
        textAt(patroni.value, 'postgresql', 'authentication', role, 'sslmode') === 'verify-full' &&
        textAt(patroni.value, 'postgresql', 'authentication', role, 'username') !== undefined,
    ),
  );

const hostKey = (host: string): string => parseAddress(host)?.key ?? host.toLowerCase();

/** Every name in the certificates of a site's PostgreSQL, as keys; none where nobody there shows a certificate. */
function certified(estate: Estate, site: Site): ReadonlySet<string> {
  const entrances = entrancesOf(estate, site);
  const shown = members(site).filter(({ patroni }) =>
    textAt(patroni.value, 'postgresql', 'parameters', 'ssl_cert_file'),
  );
  return new Set(
    shown.flatMap((member) => Object.values(certifiedNames(member, entrances)).flat().map(hostKey)),
  );
}

function* check(estate: Estate): Generator<Draft> {
  // Sites of one upstream are asked about one set of certificates.
  const known = new Map<Site, ReadonlySet<string>>();
  const all = new Set(
    estate.sites.flatMap(({ nodes }) => nodes).flatMap(({ address, wan }) => [address?.key, wan?.key]),
  );
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    const path = ['standby_cluster', 'host'] as const;
    const hosts = textAt(dcs.value, ...path);
    // What is derived is a name of a member or an endpoint, which certificates have.
    if (!upstream || hosts === undefined || !dcs.isWritten(...path) || !verifies(site)) continue;
    const names = known.get(upstream) ?? certified(estate, upstream);
    known.set(upstream, names);
    // A socket has no TLS; what is no host is of replication/upstream-invalid, other nodes of replication/wrong-source.
    const odd = hosts
      .split(',')
      .filter((host) => parseAddress(host) && !names.has(hostKey(host)) && !all.has(hostKey(host)));
    const [first] = odd;
    if (names.size === 0 || first === undefined) continue;
    yield {
      message: `${site.name} is told to stream from ${odd.join(', ')}, which no certificate of ${upstream.name} names, and it verifies host names`,
      at: dcs.at(...path),
      remedy: declare('endpoint', { host: first, site: upstream.name }),
    };
  }
}

export const hostNotCertified: Rule = {
  id: 'replication/host-not-certified',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a standby site is told to stream from a host that no certificate of its upstream names',
  why: 'With sslmode verify-full libpq compares the host that it connects to with the names in the certificate of the server. The compiled certificate requests name the nodes, the HAProxy nodes and the endpoint of a site, but not a virtual address that only an override has: replication stops with "server certificate does not match host name", unless your certificates come from elsewhere and name it.',
  references: ['https://www.postgresql.org/docs/current/libpq-ssl.html'],
  afterPromotion: true,
  check,
};
