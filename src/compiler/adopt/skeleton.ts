import type { Service } from '../estate/estate.ts';
import { servicesOf } from '../estate/estate.ts';
import type { SeenNode, SeenSite } from '../plan/observed.ts';
import type { Json } from '../text/json.ts';
import { textAt } from '../text/json.ts';
import type { Block, Draft } from './draft.ts';
import { tagsWord } from './tags.ts';

/** What stands for addresses that no file says: each its own, of the network for documentation (RFC 5737). */
const unknownAddress = (number: number): string => `192.0.2.${(number % 254) + 1}`;

const isUsual = (runs: readonly Service[]): boolean =>
  runs.length === 2 && runs.includes('postgresql') && runs.includes('etcd');

function nodeBlock(node: SeenNode, unknown: () => number): Block {
  const runs = allServices(node);
  const etcdName = textAt(node.etcd?.value, 'name');
  const tags = tagsWord(node);
  return {
    name: node.name,
    address: node.written.address ?? unknownAddress(unknown()),
    ...(node.written.wan === undefined ? {} : { wan_address: node.written.wan }),
    ...(isUsual(runs) ? {} : { runs: [...runs] }),
    ...(etcdName === undefined || etcdName === node.name ? {} : { etcd: { name: etcdName } }),
    ...(tags ? { tags } : {}),
  };
}

/** The first value that the members of a site say. */
const ofMembers = ({ nodes }: SeenSite, ...path: readonly string[]): string | undefined =>
  nodes.map(({ patroni }) => textAt(patroni?.value, ...path)).find((value) => value !== undefined);

const tokenOf = ({ nodes }: SeenSite): string | undefined =>
  nodes.map(({ etcd }) => textAt(etcd?.value, 'initial-cluster-token')).find((value) => value !== undefined);

/** What stands for the primary site where the files do not say it: no site has this name, so nothing compiles until somebody decides. */
export const UNDECIDED = 'UNKNOWN';

/** The token of a ring whose files are there: etcd's own, where nothing is written (server/embed/config.go). */
const USUAL_TOKEN = 'etcd-cluster';

/** What a machine runs, as its files or those of other machines say. */
export const allServices = (node: SeenNode): Service[] => [
  ...new Set([...servicesOf(node), ...(node.assumed ?? [])]),
];

function siteBlock(site: SeenSite): Block {
  const namespace = ofMembers(site, 'namespace');
  const scope = ofMembers(site, 'scope') ?? site.name;
  const usual = namespace === undefined || namespace.replaceAll('/', '') === 'service';
  return {
    name: site.name,
    scope,
    ...(usual ? {} : { namespace }),
    etcd: { token: tokenOf(site) ?? (site.nodes.some(({ etcd }) => etcd) ? USUAL_TOKEN : `${scope}-etcd`) },
  };
}

/** A topology that says which sites and nodes there are. */
export const skeleton = (
  name: string,
  software: { readonly [product: string]: Json },
  seen: readonly SeenSite[],
): Draft => {
  let count = 0;
  const unknown = (): number => count++;
  return {
    top: {
      version: 1,
      name,
      ...(Object.keys(software).length > 0 ? { software } : {}),
      primary: seen.find(({ leads }) => leads)?.name ?? UNDECIDED,
    },
    sites: seen.map((site) => ({
      own: siteBlock(site),
      nodes: site.nodes.map((node) => nodeBlock(node, unknown)),
    })),
  };
};
