import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Estate, Node } from '../estate/estate.ts';
import { servicesOf } from '../estate/estate.ts';
import { followsAnother } from '../estate/follows.ts';
import type { Tree } from '../estate/tree.ts';
import { patroniTree, usesOldApi } from '../nodes/daemons.ts';
import { dynamicTree } from '../nodes/in-force.ts';
import type { NodeFiles, SiteFiles } from '../nodes/node-files.ts';
import { ofKind } from '../nodes/node-files.ts';
import type { SeenNode, SeenSite } from '../plan/observed.ts';
import { withoutSecrets } from '../plan/without-secrets.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, textAt } from '../text/json.ts';
import type { Overview } from './overview.ts';

/** A site whose values are read, with the files that they are from. */
export interface ReadSite extends SeenSite {
  readonly files: SiteFiles;
  /** The files of each node, by the node's name in the topology. */
  readonly filesOf: ReadonlyMap<string, NodeFiles>;
}

/** The address that `collect` found on a machine, if it is the only one of its family. */
function onlyAddress(files: NodeFiles | undefined): Address | undefined {
  const lines = ofKind(files?.files ?? [], 'versions').flatMap(({ given }) => given.text.split('\n'));
  const found = lines.flatMap((line) => parseAddress(/^address (\S+)$/.exec(line.trim())?.[1] ?? '') ?? []);
  const ofIPv4 = found.filter(({ kind }) => kind === 'ipv4');
  const [first, ...others] = ofIPv4.length > 0 ? ofIPv4 : found;
  return others.length === 0 ? first : undefined;
}

const saysSomething = (line: Json): boolean => typeof line !== 'string' || !/^\s*(?:#.*)?$/.test(line);

/** The lines of pg_hba.conf that say something. */
const hbaIn = (value: JsonMap | undefined): readonly Json[] | undefined => {
  const list = get(value, 'postgresql', 'pg_hba');
  return Array.isArray(list) ? (list as readonly Json[]).filter(saysSomething) : undefined;
};

/** A configuration of Patroni with these lines of pg_hba. */
const withHba = (value: JsonMap, lines: readonly Json[]): JsonMap => {
  const { postgresql } = value;
  return isMap(postgresql) ? { ...value, postgresql: { ...postgresql, pg_hba: lines } } : value;
};

/** A tree without secrets, and with the pg_hba of the dynamic configuration where it has none itself. */
function cleaned(tree: Tree | undefined, ofSite: readonly Json[] | undefined): Tree | undefined {
  if (!tree) return undefined;
  const value = withoutSecrets(tree.value);
  const lines = hbaIn(value) ?? ofSite;
  return { ...tree, value: lines ? withHba(value, lines) : value };
}

function nodeOf(
  node: Node,
  { nodes }: Overview,
  files: NodeFiles | undefined,
  ofSite: readonly Json[] | undefined,
): SeenNode {
  const told = nodes.find((one) => one.site === node.site && one.name === node.name);
  const address = node.address ?? parseAddress(told?.address ?? '') ?? onlyAddress(files);
  const wan = (told?.wan === undefined ? undefined : parseAddress(told.wan)) ?? node.wan ?? address;
  const tree = files && patroniTree(files);
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
    patroni: cleaned(node.patroni, ofSite),
    etcd: node.etcd && { ...node.etcd, value: withoutSecrets(node.etcd.value) },
    usesOldApi: tree !== undefined && usesOldApi(tree),
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

/** The dynamic configuration without pg_hba: this language has that at the nodes. */
function withoutHba(dcs: JsonMap): JsonMap {
  if (!isMap(dcs.postgresql)) return dcs;
  const { pg_hba: _, ...rest } = dcs.postgresql;
  return { ...dcs, postgresql: rest };
}

/**
 * The values that the files of an estate say, without secrets. A site leads if it is the only one that follows no other.
 * @param isOwn whether this tool wrote the files: then they are taken word for word
 */
export const readSites = (
  { sites }: Estate,
  files: readonly SiteFiles[],
  overview: Overview,
  isOwn: boolean,
): ReadSite[] => {
  const leading = sites.filter(
    ({ nodes, dcs }) => nodes.some(({ patroni }) => patroni) && !followsAnother(dcs.value),
  );
  return sites.flatMap((site, index): ReadSite[] => {
    const own = files[index];
    const running = site.nodes.filter((node) => servicesOf(node).length > 0);
    if (!own || running.length === 0) return [];
    const dcs = withNewNames(withoutSecrets(dynamicTree(own)?.value ?? {}));
    const ofSite = isOwn ? undefined : hbaIn(dcs);
    const filesOf = new Map<string, NodeFiles>();
    const nodes = running.map((node) => {
      const its = own.nodes.find(({ name }) => name === node.name);
      const seen = nodeOf(node, overview, its, ofSite);
      if (its) filesOf.set(seen.name, its);
      return seen;
    });
    return [
      {
        name: site.name,
        leads: leading.length === 1 && site === leading[0],
        dcs: ofSite ? withoutHba(dcs) : dcs,
        nodes,
        upstream: site.upstream?.name,
        endpoint:
          site.endpoint?.text === undefined
            ? undefined
            : { host: site.endpoint.text, port: site.endpoint.port },
        files: own,
        filesOf,
      },
    ];
  });
};
