import type { Estate, Node } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import type { Port } from '../../compiler/text/remedy.ts';
import { isLoopback, parseAddress } from '../../pghba/address.ts';
import { boundBy, type Listener, listenersOf, listensAt } from '../common/listeners.ts';
import { declare, surelyLeaveOut } from '../common/remedies.ts';

/** One service of a node: the keys that say where it is, and what looks for it there. */
interface EndPoint {
  readonly what: string;
  readonly callers: string;
  /** What moves the service and everybody who looks for it. */
  readonly port: Port;
  readonly tree: (node: Node) => Tree | undefined;
  /** Where it says it is, and where it listens. */
  readonly told: readonly string[];
  readonly bound: readonly string[];
  readonly read: (text: string) => Listener[];
}

const patroni = ({ patroni: tree }: Node): Tree | undefined => tree;
const etcd = ({ etcd: tree }: Node): Tree | undefined => tree;

/** Without a port others take PostgreSQL's own (patroni/dcs/__init__.py, conn_kwargs); of the REST API they have none. */
const postgresqlAt = (text: string): Listener[] =>
  listenersOf(text).map((place) => (place.port === 0 ? { ...place, port: PORTS.postgresql } : place));

const END_POINTS: readonly EndPoint[] = [
  {
    what: 'PostgreSQL',
    callers: 'HAProxy, standby_cluster and the other members',
    port: 'PostgreSQL',
    tree: patroni,
    told: ['postgresql', 'connect_address'],
    bound: ['postgresql', 'listen'],
    read: postgresqlAt,
  },
  {
    what: 'the REST API',
    callers: "HAProxy's checks, the start guards and the other members",
    port: 'REST API',
    tree: patroni,
    told: ['restapi', 'connect_address'],
    bound: ['restapi', 'listen'],
    read: listenersOf,
  },
  {
    what: 'etcd',
    callers: "Patroni's etcd3.hosts",
    port: 'etcd clients',
    tree: etcd,
    told: ['advertise-client-urls'],
    bound: ['listen-client-urls'],
    read: boundBy,
  },
  {
    what: "etcd's peer service",
    callers: 'initial-cluster of the ring',
    port: 'etcd peers',
    tree: etcd,
    told: ['initial-advertise-peer-urls'],
    bound: ['listen-peer-urls'],
    read: boundBy,
  },
];

/** Of a name nobody knows here where it leads, but for those that mean the machine itself. */
function isName(host: string): boolean {
  const address = parseAddress(host);
  return address?.kind === 'hostname' && !isLoopback(address);
}

/** Whether two ways to say where a service is can be the same place: a name may stand for any address. */
const agree = (a: Listener, b: Listener): boolean =>
  a.port === b.port &&
  (isName(a.host) || isName(b.host) || parseAddress(a.host)?.key === parseAddress(b.host)?.key);

const schemeOf = (text: string): string => /^(\w+):\/\//.exec(text)?.[1] ?? '';

function* judge(node: Node, point: EndPoint): Generator<Draft> {
  const { what, callers, port, told, bound, read } = point;
  const tree = point.tree(node);
  const expected = textAt(tree?.derived, ...told);
  const [wanted] = expected === undefined ? [] : read(expected);
  // An address that is missing or refused is told of by others.
  if (!tree || !expected || !wanted || wanted.host === '') return;
  // The other sites reach it by another address: it is there as well.
  const ownPlaces = node.wan ? [wanted, { ...wanted, host: node.wan.text }] : [wanted];
  const related = [{ at: node.addressAt, message: `${callers} look for it at ${expected}` }];
  for (const path of [told, bound]) {
    const text = textAt(tree.value, ...path);
    // placement/key-removed tells of a key that is gone.
    if (text === undefined || text === textAt(tree.derived, ...path)) continue;
    const places = read(text);
    const isThere =
      path === told
        ? places.some((place) => ownPlaces.some((own) => agree(place, own)))
        : places.some((place) => listensAt(place, wanted));
    const inScheme = text.split(',').some((one) => schemeOf(one.trim()) === schemeOf(expected));
    if (isThere && inScheme) continue;
    const verb = path === told ? 'says that it is at' : 'listens at';
    yield {
      message: `${what} of ${node.name} ${verb} ${text}, where nobody looks for it`,
      at: tree.at(...path),
      related,
      remedy: declare('place', { of: port }),
    };
    return;
  }
}

/** HAProxy, the guards and patronictl speak to the REST API as `tls` says. */
function* judgeTls(node: Node): Generator<Draft> {
  const { patroni: tree } = node;
  const path = ['restapi', 'certfile'];
  if (!tree || get(tree.value, 'restapi') === undefined) return;
  const has = textAt(tree.value, ...path) !== undefined;
  const expected = textAt(tree.derived, ...path) !== undefined;
  if (has === expected) return;
  yield {
    message: `the REST API of ${node.name} speaks ${has ? 'TLS' : 'plain HTTP'}, and everybody else speaks ${has ? 'plain HTTP' : 'TLS'} to it`,
    at: tree.at(...path),
    remedy: surelyLeaveOut(tree.at(...path), path.join('.')),
  };
}

function* all(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap((site) => site.nodes)) {
    for (const point of END_POINTS) yield* judge(node, point);
    yield* judgeTls(node);
  }
}

export const endpointMismatch: Rule = {
  id: 'topology/endpoint-mismatch',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a service is not where the rest of the estate looks for it',
  why: 'An override changes one file. HAProxy, the other site, the other members and the start guards keep using the address and the port of the topology: they find no service there, or another one.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  afterPromotion: false,
  check: all,
};
