import type { Estate, Node, Site } from '../estate/estate.ts';
import { textAt } from '../text/json.ts';
import type { Seen, SeenNode, SeenSite } from './observed.ts';

/** A machine before and after a change; undefined where it is not part of the estate. */
export interface NodePair {
  readonly was: SeenNode | undefined;
  readonly now: Node | undefined;
}

/** A site before and after a change. */
export interface SitePair {
  readonly was: SeenSite | undefined;
  readonly now: Site | undefined;
  readonly nodes: readonly NodePair[];
}

/** Two lists, paired by the first of some likenesses that holds; what has no partner stays alone. */
function paired<Was, Now>(
  were: readonly Was[],
  are: readonly Now[],
  likenesses: readonly ((was: Was, now: Now) => boolean)[],
): (readonly [Was | undefined, Now | undefined])[] {
  const partner = new Map<Now, Was>();
  const left = new Set(were);
  for (const isLike of likenesses)
    for (const now of are) {
      if (partner.has(now)) continue;
      const was = [...left].find((one) => isLike(one, now));
      if (was === undefined) continue;
      partner.set(now, was);
      left.delete(was);
    }
  return [
    ...are.map((now) => [partner.get(now), now] as const),
    ...[...left].map((was) => [was, undefined] as const),
  ];
}

const scopesOf = ({ nodes }: { readonly nodes: readonly Node[] }): string[] =>
  nodes.flatMap(({ patroni }) => textAt(patroni?.value, 'scope') ?? []);

const isSameAddress = (one: Node, other: Node): boolean =>
  one.address !== undefined && one.address.key === other.address?.key;

/** Machines by their names, then by their addresses: one that got another name is the same machine. */
const nodesOf = (was: SeenSite | undefined, now: Site | undefined): NodePair[] =>
  paired<SeenNode, Node>(was?.nodes ?? [], now?.nodes ?? [], [
    (one, other) => one.name === other.name,
    isSameAddress,
  ]).map(([one, other]) => ({ was: one, now: other }));

/** Sites by their names, then by the scopes of their clusters, then by their machines. */
export const pairsOf = (before: Seen, after: Estate): SitePair[] =>
  paired<SeenSite, Site>(before, after.sites, [
    (was, now) => was.name === now.name,
    (was, now) => scopesOf(was).some((scope) => scopesOf(now).includes(scope)),
    (was, now) => was.nodes.some((one) => now.nodes.some((other) => isSameAddress(one, other))),
  ]).map(([was, now]) => ({ was, now, nodes: nodesOf(was, now) }));
