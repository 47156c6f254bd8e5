import type { Ignored, Service } from '../../estate/estate.ts';
import type { Pointer } from '../../text/finding.ts';
import { keyAt } from '../../text/finding.ts';
import type { JsonMap } from '../../text/json.ts';
import { get, isMap } from '../../text/json.ts';
import type { Inherited, NodePart, PartialTopology } from '../inherited.ts';

/** Blocks of overrides, and the service that reads them. */
const READERS: readonly (readonly [key: string, reader: Service])[] = [
  ['patroni', 'postgresql'],
  ['etcd', 'etcd'],
  ['haproxy', 'haproxy'],
];

/** Maps whose parts may be overridden, but which cannot be removed as a whole, because each site needs its own. */
const NO_VALUES = [
  ['patroni', 'bootstrap'],
  ['patroni', 'bootstrap', 'dcs'],
] as const;

/** Whether a node runs a service, or may: a refused item of its list could have been this service. */
const mayRun = ({ runs, block }: NodePart, service: Service): boolean =>
  runs.includes(service) || (block.runs?.includes(null) ?? false);

/** Overrides that reach no file, at one level of the topology. */
function below(
  block: object,
  pointer: Pointer,
  where: string,
  nodes: readonly NodePart[],
  known: boolean,
): Ignored[] {
  const overrides = get(block as JsonMap, 'overrides');
  const at = (...path: readonly string[]) => keyAt(...pointer, 'overrides', ...path);
  const unread = READERS.flatMap(([key, service]): Ignored[] =>
    !known || get(overrides, key) === undefined || nodes.some((node) => mayRun(node, service))
      ? []
      : [{ at: at(key), because: 'nobody-runs-it', service, where }],
  );
  const path = NO_VALUES.find((keys) => {
    const value = get(overrides, ...keys);
    return value !== undefined && !isMap(value);
  });
  return path ? [...unread, { at: at(...path), because: 'no-map', where }] : unread;
}

/** Overrides that reach no file. For bootstrap.dcs under one node, see misplacedDcs. */
export function ignoredOverrides({ topology, sites }: Inherited): Ignored[] {
  const nodesKnown = (block: PartialTopology['sites']): boolean =>
    block?.every((site) => site?.nodes?.every((node) => node?.name !== undefined) ?? false) ?? false;
  const isOfNode = ({ because }: Ignored): boolean => because === 'nobody-runs-it';
  return [
    ...below(
      topology,
      [],
      'this estate',
      sites.flatMap(({ nodes }) => nodes),
      nodesKnown(topology.sites),
    ),
    ...sites.flatMap((site) => [
      ...below(site.block, site.pointer, site.name, site.nodes, nodesKnown([site.block])),
      ...site.nodes.flatMap((node) =>
        below(node.block, node.pointer, node.name, [node], true).filter(isOfNode),
      ),
    ]),
  ];
}
