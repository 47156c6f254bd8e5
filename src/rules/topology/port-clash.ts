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

/** Two services that want one port of a machine, and all the machines on which they do by the same words. */
interface Clash {
  readonly first: Use;
  readonly second: Use;
  readonly nodes: string[];
}

/** Whether somebody wrote this port: what was not written is placed at the node it is a default of. */
const isWritten = ({ at }: Use): boolean => at.near === undefined && at.pointer.at(-1) !== 'address';

function* clashesOn(node: Node): Generator<Clash> {
  const seen = new Map<number, Use>();
  for (const use of uses(node)) {
    const first = seen.get(use.port);
    if (!first) seen.set(use.port, use);
    else yield { first, second: use, nodes: [node.name] };
  }
}
function draft({ first, second, nodes }: Clash): Draft {
  const [main = second, other] = [second, first].filter(isWritten);
  const where =
    nodes.length <= 3 ? nodes.join(', ') : `${nodes.slice(0, 2).join(', ')} and ${nodes.length - 2} more`;
  return {
    message: `on ${where}, ${first.what} and ${second.what} want port ${second.port}`,
    at: main.at,
    related: other ? [{ at: other.at, message: `the port of ${other.what}` }] : [],
    help: 'give one of them another port',
  };
}

function* check(estate: Estate): Generator<Draft> {
  const clashes = new Map<string, Clash>();
  for (const node of estate.sites.flatMap((site) => site.nodes))
    for (const clash of clashesOn(node)) {
      const { first, second } = clash;
      const written = [first, second].filter(isWritten).map(({ at }) => at.pointer);
      const key = JSON.stringify([
        first.what,
        second.what,
        second.port,
        written,
        written.length > 0 || node.name,
      ]);
      const known = clashes.get(key);
      if (known) known.nodes.push(node.name);
      else clashes.set(key, clash);
    }
  for (const clash of clashes.values()) yield draft(clash);
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
