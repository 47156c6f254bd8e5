import { hostCidr } from '../../pghba/address.ts';
import type { Node } from '../estate/estate.ts';
import type { SeenSite } from '../plan/observed.ts';
import { listAt, textAt, wordOf } from '../text/json.ts';
import type { Overview } from './overview.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** The source of a node's connections, as pg_hba has it. */
const sourceOf = ({ address }: Node): string | undefined => address && hostCidr(address);

/** All lines of pg_hba that the members have, those of each member once. */
const hbaLines = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(({ patroni }) => listAt(patroni?.value, 'postgresql', 'pg_hba').map(wordOf));

/** Two orders of some things as one: what only the second has follows what it follows there. */
function woven(first: readonly string[], second: readonly string[]): string[] {
  const order = [...first];
  second.forEach((name, index) => {
    if (order.includes(name)) return;
    const before = second.slice(0, index).findLast((one) => order.includes(one));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  });
  return order;
}

/** The names of a site's nodes in the order in which its files name them: pg_hba lists members, etcd its ring. */
function namedIn({ nodes }: SeenSite): string[] {
  const sources = new Map(
    nodes.flatMap((node) => (sourceOf(node) ? [[sourceOf(node), node.name] as const] : [])),
  );
  const members = nodes.find(({ patroni }) => patroni);
  const inHba = hbaLines(members ? [members] : []).flatMap((line) =>
    line.split(/\s+/).flatMap((word) => sources.get(word) ?? []),
  );
  const servers = nodes.flatMap(({ haproxy }) => haproxy?.pools[0]?.servers.map(({ name }) => name) ?? []);
  const ring = nodes.find(({ etcd }) => etcd)?.etcd;
  const names = new Map(
    nodes.flatMap((node) =>
      node.etcd ? [[textAt(node.etcd.value, 'name') ?? node.name, node.name] as const] : [],
    ),
  );
  const inRing = (textAt(ring?.value, 'initial-cluster') ?? '')
    .split(',')
    .flatMap((one) => names.get(one.split('=')[0]?.trim() ?? '') ?? []);
  const known = new Set(nodes.map(({ name }) => name));
  const unique = (all: readonly string[]): string[] => [...new Set(all.filter((name) => known.has(name)))];
  return woven(woven(unique(inHba), unique(servers)), unique(inRing));
}

/** Things in a given order; others behind them, by their names. */
function inOrder<T>(all: readonly T[], nameOf: (one: T) => string, names: readonly string[]): T[] {
  const rank = (one: T): number => {
    const index = names.indexOf(nameOf(one));
    return index === -1 ? names.length : index;
  };
  return all.toSorted((a, b) => rank(a) - rank(b) || byName.compare(nameOf(a), nameOf(b)));
}

/** Sites in the order in which pg_hba names their members; the primary site first where it names none. */
function sitesInHba(seen: readonly SeenSite[]): string[] {
  const lines = hbaLines(
    seen
      .flatMap(({ nodes }) => nodes)
      .filter(({ patroni }) => patroni)
      .slice(0, 1),
  );
  const firstOf = ({ nodes }: SeenSite): number => {
    const sources = new Set(nodes.flatMap((node) => [sourceOf(node), node.wan && hostCidr(node.wan)]));
    const index = lines.findIndex((line) => line.split(/\s+/).some((word) => sources.has(word)));
    return index === -1 ? lines.length : index;
  };
  return seen
    .toSorted(
      (a, b) =>
        firstOf(a) - firstOf(b) || Number(b.leads) - Number(a.leads) || byName.compare(a.name, b.name),
    )
    .map(({ name }) => name);
}

const isTold = (names: readonly string[], seen: readonly { readonly name: string }[]): boolean =>
  seen.every(({ name }) => names.includes(name));

/** Sites and nodes in the order of the topology that they came from, as far as topology.md or their files show it. */
export function ordered<T extends SeenSite>(seen: readonly T[], { nodes: told }: Overview): T[] {
  const toldSites = [...new Set(told.map(({ site }) => site))];
  const sites = inOrder(seen, ({ name }) => name, isTold(toldSites, seen) ? toldSites : sitesInHba(seen));
  return sites.map((site) => {
    const own = told.flatMap((node) => (node.site === site.name ? [node.name] : []));
    const names = isTold(own, site.nodes) ? own : namedIn(site);
    return { ...site, nodes: inOrder(site.nodes, ({ name }) => name, names) };
  });
}
