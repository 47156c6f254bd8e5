import { dynamicParameter } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { mapAt } from '../../compiler/text/json.ts';

/** A parameter of PostgreSQL where Patroni reads it. */
export interface Written {
  readonly name: string;
  readonly value: Json;
  /** The node or the site. */
  readonly where: string;
  at(part: Place['part']): Place;
}

/** What Patroni sets by itself; as what it drops from the file of a node, a matter of placement/parameter-ignored. */
const OWNED = new Set(['listen_addresses', 'port', 'cluster_name', 'hot_standby']);

function* inTree(tree: Tree, where: string, isLocal: boolean): Generator<Written> {
  for (const [name, value] of Object.entries(mapAt(tree.value, 'postgresql', 'parameters'))) {
    const isDropped = OWNED.has(name.toLowerCase()) || (isLocal && dynamicParameter(name));
    if (value === undefined || isDropped) continue;
    yield { name, value, where, at: (part) => ({ ...tree.at('postgresql', 'parameters', name), part }) };
  }
}

/** Every parameter that reaches Patroni. What many nodes inherit comes as often. */
export function* parametersOf(estate: Estate): Generator<Written> {
  for (const site of estate.sites) {
    yield* inTree(site.dcs, site.name, false);
    for (const member of members(site)) yield* inTree(member.patroni, member.name, true);
  }
}
