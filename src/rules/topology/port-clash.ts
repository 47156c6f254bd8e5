import type { Estate, Node } from '../../compiler/estate/estate.ts';
import type { PoolName, Section } from '../../compiler/estate/haproxy-config.ts';
import { linesOf } from '../../compiler/estate/haproxy-lines.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place, Pointer } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { Port } from '../../compiler/text/remedy.ts';
import { boundBy, collide, type Listener, listenersOf } from '../common/listeners.ts';
import { declare } from '../common/remedies.ts';

/** What a service asks for: all that one key of its configuration says. */
interface Use {
  readonly listeners: readonly Listener[];
  readonly what: string;
  readonly at: Place;
  /** The port that it has for itself; of what has none, nothing. */
  readonly port?: Port | undefined;
}

const HAPROXY: Readonly<Record<PoolName, Port>> = {
  primary: 'HAProxy primary',
  replicas: 'HAProxy replicas',
  standby_leader: 'HAProxy standby leader',
};

/** Every service of this machine. */
function usesOf({ patroni, etcd, haproxy }: Node): Use[] {
  const use = (
    tree: Tree | undefined,
    path: Pointer,
    what: string,
    port?: Port,
    read: (text: string) => Listener[] = boundBy,
  ): Use[] => {
    const text = textAt(tree?.value, ...path);
    return tree && text !== undefined ? [{ listeners: read(text), what, at: tree.at(...path), port }] : [];
  };
  const bound = (section: Section, what: string, port: Port): Use[] =>
    linesOf(section, 'bind').map(({ words, at }) => ({
      listeners: boundBy(words.join(' ')),
      what,
      at,
      port,
    }));
  return [
    ...use(patroni, ['postgresql', 'listen'], 'PostgreSQL', 'PostgreSQL', listenersOf),
    ...use(patroni, ['restapi', 'listen'], "Patroni's REST API", 'REST API', listenersOf),
    ...use(etcd, ['listen-client-urls'], "etcd's clients", 'etcd clients'),
    ...use(etcd, ['listen-peer-urls'], "etcd's peers", 'etcd peers'),
    ...use(etcd, ['listen-metrics-urls'], `etcd's metrics (${PORTS.etcdMetrics})`),
    ...(haproxy?.pools ?? []).flatMap(({ name, front }) =>
      bound(front, `HAProxy's ${name} pool`, HAPROXY[name]),
    ),
    ...(haproxy ? bound(haproxy.stats, "HAProxy's statistics", 'HAProxy statistics') : []),
  ];
}

/** Two services that want one port of a machine, and all the machines on which they do by the same words. */
interface Clash {
  readonly first: Use;
  readonly second: Use;
  readonly port: number;
  readonly nodes: string[];
}

/** Whether somebody wrote this port: what was not written is placed at the node it is a default of. */
const isWritten = ({ at }: Use): boolean => at.derivedFrom === undefined && at.pointer.at(-1) !== 'address';

/** Of each service the first clash with one before it, port by port. */
function* clashesOn(node: Node): Generator<Clash> {
  const seen: Use[] = [];
  for (const second of usesOf(node)) {
    const ports = new Set<number>();
    for (const first of seen)
      for (const { port } of collisions(first, second)) {
        if (ports.has(port)) continue;
        ports.add(port);
        yield { first, second, port, nodes: [node.name] };
      }
    seen.push(second);
  }
}

const collisions = (first: Use, second: Use): Listener[] =>
  second.listeners.filter((one) => first.listeners.some((other) => collide(one, other)));

function draft({ first, second, port, nodes }: Clash): Draft {
  const [main = second, other] = [second, first].filter(isWritten);
  const where =
    nodes.length <= 3 ? nodes.join(', ') : `${nodes.slice(0, 2).join(', ')} and ${nodes.length - 2} more`;
  return {
    message: `on ${where}, ${first.what} and ${second.what} want port ${port}`,
    at: main.at,
    topic: `${first.what} ${port}`,
    related: other ? [{ at: other.at, message: `the port of ${other.what}` }] : [],
    remedy: declare('port', { of: [second, first].flatMap((one) => one.port ?? []) }),
  };
}

function* check(estate: Estate): Generator<Draft> {
  const clashes = new Map<string, Clash>();
  for (const node of estate.sites.flatMap((site) => site.nodes))
    for (const clash of clashesOn(node)) {
      const { first, second, port } = clash;
      const written = [first, second].filter(isWritten).map(({ at }) => [at.document, at.pointer]);
      const key = JSON.stringify([first.what, second.what, port, written, written.length > 0 || node.name]);
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
  summary: 'two services of one machine want the same port',
  why: 'The service that starts second fails.',
  references: ['https://www.haproxy.com/documentation/haproxy-configuration-manual/latest/'],
  afterPromotion: false,
  check,
};
