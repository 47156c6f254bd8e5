import { dynamicNumber } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Pool } from '../../compiler/estate/haproxy-config.ts';
import { serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { reservedBy, sizeAt } from './consumers.ts';

/** How many connections HAProxy opens to one server of a pool before it queues; undefined where it never does. */
function perServer(pool: Pool): number | undefined {
  const count = Number(serverOptions(pool).word('maxconn') ?? 0);
  return count > 0 ? count : undefined;
}

/** What is left for clients of the member that has the fewest. */
const forClients = (estate: Estate, site: Site): number =>
  dynamicNumber(site, 'max_connections') -
  Math.max(0, ...members(site).map((member) => reservedBy(estate, site, member).count));

function* judge(estate: Estate, site: Site): Generator<Draft> {
  const proxies = site.nodes.flatMap(({ haproxy }) => (haproxy ? [haproxy] : []));
  const [first] = proxies;
  if (!first || members(site).length === 0) return;
  const room = forClients(estate, site);
  for (const [index, pool] of first.pools.entries()) {
    const limits = proxies.map((proxy) => {
      const same = proxy.pools[index];
      return same && perServer(same);
    });
    // One that never queues has no limit to be compared.
    const asked = limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0);
    if (limits.includes(undefined) || asked <= room) continue;
    yield {
      message: `HAProxy opens up to ${asked} connections to a server of pool ${pool.name}, and PostgreSQL of ${site.name} accepts ${room} from clients`,
      at: serverOptions(pool).at,
      related: [
        { at: sizeAt(site, 'max_connections'), message: 'max_connections, less the reserved connections' },
      ],
      help: `write a smaller maxconn, or a max_connections of ${asked + dynamicNumber(site, 'max_connections') - room} or more for all sites`,
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) yield* judge(estate, site);
}

export const connectionsTooFew: Rule = {
  id: 'parameters/connections-too-few',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a pool of HAProxy opens more connections to a server than PostgreSQL accepts',
  why: 'With maxconn HAProxy queues further clients. If PostgreSQL accepts fewer connections than that, it answers "too many clients already" instead: to clients and, except for the reserved connections, to Patroni.',
  references: [
    'https://docs.haproxy.org/3.2/configuration.html#5.2-maxconn',
    'https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS',
  ],
  afterPromotion: false,
  check: all,
};
