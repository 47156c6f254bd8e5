import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Estate, Node } from '../estate/estate.ts';
import { servicesOf } from '../estate/estate.ts';
import type { Tree } from '../estate/tree.ts';
import { dynamicTree } from '../nodes/in-force.ts';
import type { NodeFiles, SiteFiles } from '../nodes/node-files.ts';
import { ofKind } from '../nodes/node-files.ts';
import type { JsonMap } from '../text/json.ts';
import { textAt } from '../text/json.ts';
import type { SeenSite } from './observed.ts';
import type { Overview } from './overview.ts';
import { withoutSecrets } from './without-secrets.ts';

const treeWithout = (tree: Tree | undefined): Tree | undefined =>
  tree && { ...tree, value: withoutSecrets(tree.value) };

/** A site whose values are read, with the files that they are from. */
export interface ReadSite extends SeenSite {
  readonly files: SiteFiles;
  /** The folder of each node, by the node's name in the topology. */
  readonly folders: ReadonlyMap<string, string>;
}

/** The address that `collect` found on a machine, if it is the only one of its family. */
function onlyAddress(files: NodeFiles | undefined): Address | undefined {
  const lines = ofKind(files?.files ?? [], 'versions').flatMap(({ given }) => given.text.split('\n'));
  const found = lines.flatMap((line) => parseAddress(/^address (\S+)$/.exec(line.trim())?.[1] ?? '') ?? []);
  const [first, ...others] = found.some(({ kind }) => kind === 'ipv4')
    ? found.filter(({ kind }) => kind === 'ipv4')
    : found;
  return others.length === 0 ? first : undefined;
}

function nodeOf(node: Node, site: string, { nodes }: Overview, files: NodeFiles | undefined): Node {
  const told = nodes.find((one) => one.site === site && one.name === node.name);
  const address = node.address ?? parseAddress(told?.address ?? '') ?? onlyAddress(files);
  const wan = (told?.wan === undefined ? undefined : parseAddress(told.wan)) ?? node.wan ?? address;
  return {
    ...node,
    // Patroni's name is the node's: another one would be a new member.
    name: textAt(node.patroni?.value, 'name') ?? node.name,
    address,
    wan,
    written: {
      address: address?.text,
      wan: told?.wan ?? (wan !== undefined && wan.key !== address?.key ? wan.text : undefined),
    },
    patroni: treeWithout(node.patroni),
    etcd: treeWithout(node.etcd),
  };
}

/** Keys by the names that they have since Patroni 3.0. Maintenance mode is no setting: somebody ends it. */
function withNewNames(dcs: JsonMap): JsonMap {
  const { master_start_timeout: old, master_stop_timeout: stop, pause: _, ...rest } = dcs;
  return {
    ...rest,
    ...(old === undefined || rest.primary_start_timeout !== undefined ? {} : { primary_start_timeout: old }),
    ...(stop === undefined || rest.primary_stop_timeout !== undefined ? {} : { primary_stop_timeout: stop }),
  };
}

/** The values that the files of an estate say, without secrets. */
export const readSites = (
  { sites, primary }: Estate,
  files: readonly SiteFiles[],
  overview: Overview,
): ReadSite[] =>
  sites.flatMap((site, index): ReadSite[] => {
    const own = files[index];
    if (!own || site.nodes.every((node) => servicesOf(node).length === 0)) return [];
    // Of several sites that follow no other one, the first is taken.
    const leader = primary ?? sites.find(({ dcs }) => dcs.value.standby_cluster === undefined) ?? sites[0];
    const running = site.nodes.filter((node) => servicesOf(node).length > 0);
    const nodes = running.map((node) =>
      nodeOf(
        node,
        site.name,
        overview,
        own.nodes.find(({ name }) => name === node.name),
      ),
    );
    return [
      {
        name: site.name,
        leads: site === leader,
        dcs: withNewNames(withoutSecrets(dynamicTree(own)?.value ?? {})),
        nodes,
        upstream: site.upstream?.name,
        endpoint:
          site.endpoint?.text === undefined
            ? undefined
            : { host: site.endpoint.text, port: site.endpoint.port },
        files: own,
        folders: new Map(nodes.map(({ name }, number) => [name, running[number]?.name ?? name])),
      },
    ];
  });
