import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { METRICS_PORT } from '../../compiler/estate/etcd.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

interface Use {
  readonly port: number;
  readonly what: string;
  readonly at: Place;
}

const portsIn = (text: string | undefined): number[] =>
  [...(text ?? '').matchAll(/:(\d+)(?=\s|,|\/|$)/g)].map(([, digits]) => Number(digits));

/** Every port this machine listens on. */
function* uses(node: Node): Generator<Use> {
  const { patroni, etcd, haproxy } = node;
  const all = (text: string | undefined, what: string, at: Place): Use[] =>
    [...new Set(portsIn(text))].map((port) => ({ port, what, at }));
  if (patroni) {
    yield* all(
      textAt(patroni.value, 'postgresql', 'listen'),
      'PostgreSQL',
      patroni.at('postgresql', 'listen'),
    );
    yield* all(
      textAt(patroni.value, 'restapi', 'listen'),
      "Patroni's REST API",
      patroni.at('restapi', 'listen'),
    );
  }
  if (etcd) {
    yield* all(textAt(etcd.value, 'listen-client-urls'), "etcd's clients", etcd.at('listen-client-urls'));
    yield* all(textAt(etcd.value, 'listen-peer-urls'), "etcd's peers", etcd.at('listen-peer-urls'));
    yield* all(
      textAt(etcd.value, 'listen-metrics-urls'),
      `etcd's metrics (${METRICS_PORT})`,
      etcd.at('listen-metrics-urls'),
    );
  }
  if (haproxy) {
    for (const pool of haproxy.pools)
      yield* all(
        textAt(pool.settings.value, 'bind'),
        `HAProxy's ${pool.name} pool`,
        pool.settings.at('bind'),
      );
    yield* all(textAt(haproxy.stats.value, 'bind'), "HAProxy's statistics", haproxy.stats.at('bind'));
  }
}

function* check(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap((site) => site.nodes)) {
    const seen = new Map<number, Use>();
    for (const use of uses(node)) {
      const first = seen.get(use.port);
      if (!first) seen.set(use.port, use);
      else
        yield {
          message: `on ${node.name}, ${first.what} and ${use.what} want port ${use.port}`,
          at: use.at,
          related: [{ at: first.at, message: `where ${first.what} comes from` }],
        };
    }
  }
}

export const portClash: Rule = {
  id: 'topology/port-clash',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two services of one machine want one port',
  why: 'The second of them does not start.',
  references: ['https://www.haproxy.com/documentation/haproxy-configuration-manual/latest/'],
  bothWays: false,
  check,
};
