import type { Estate, Node } from '../estate/estate.ts';
import type { JsonMap } from '../text/json.ts';

/** A site whose values are compared: as its files say them, or as a topology compiles to them. */
export interface SeenSite {
  readonly name: string;
  /** The site takes writes. */
  readonly leads: boolean;
  readonly dcs: JsonMap;
  readonly nodes: readonly Node[];
}

/** Values of an estate, by site and node, in the order of the topology. */
export type Seen = readonly SeenSite[];

/** What a topology compiles to. */
export const seenIn = ({ sites }: Estate): Seen =>
  sites.map(({ name, role, dcs, nodes }) => ({ name, leads: role === 'primary', dcs: dcs.value, nodes }));

/** A value of every node. */
export const ofNodes = <T>(seen: Seen, read: (node: Node, site: SeenSite) => T): T[][] =>
  seen.map((site) => site.nodes.map((node) => read(node, site)));

/** A value of every site, as if each were one node: to spread what belongs to sites. */
export const ofSites = <T>(seen: Seen, read: (site: SeenSite) => T): T[][] =>
  seen.map((site) => [read(site)]);
