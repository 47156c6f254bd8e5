import { pythonBool } from '../facts/boolean.ts';
import { PORTS } from '../facts/ports.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, mapAt, textAt } from '../text/json.ts';
import type { OncePer } from '../text/once.ts';
import { oncePer } from '../text/once.ts';
import type { Member, Site } from './estate.ts';
import type { Tree } from './tree.ts';

/** A setting that Patroni merges from the file of a node and the dynamic configuration of its site. */
export interface Effective {
  readonly value: Json;
  /** Where it is written, or a part of it. */
  at(...path: Pointer): Place;
}

function found(tree: Tree, ...path: Pointer): Effective | undefined {
  const value = get(tree.value, ...path);
  return value === undefined ? undefined : { value, at: (...rest) => tree.at(...path, ...rest) };
}

/**
 * A key of `postgresql` as Patroni uses it: as a whole from the node's file if it is there, else from the dynamic
 * configuration (patroni/config.py, _build_effective_configuration). `parameters` and `use_slots` go other ways.
 */
export const postgresqlSetting = (site: Site, member: Member, key: string): Effective | undefined =>
  found(member.patroni, 'postgresql', key) ?? found(site.dcs, 'postgresql', key);

/** The keys of parameter maps by their lower-case names; cached because dozens of rules look up parameters. */
const spellings: OncePer<JsonMap, ReadonlyMap<string, string>> = oncePer(
  (parameters) => new Map(Object.keys(parameters).map((key) => [key.toLowerCase(), key])),
);

/** PostgreSQL and Patroni ignore the case of parameter names; of several spellings, the last counts. */
const spelling = (parameters: JsonMap, name: string): string | undefined => spellings(parameters).get(name);

/** A parameter of PostgreSQL in one configuration, by its lower-case name. */
export function parameterIn(tree: Tree, name: string): Effective | undefined {
  const key = spelling(mapAt(tree.value, 'postgresql', 'parameters'), name);
  return key === undefined ? undefined : found(tree, 'postgresql', 'parameters', key);
}

/** A parameter that both files may set; the node's file wins. Not for parameters that Patroni takes only from the DCS. */
export const parameterOf = (site: Site, member: Member, name: string): Effective | undefined =>
  parameterIn(member.patroni, name) ?? parameterIn(site.dcs, name);

/** Whether a member is rewound, rather than copied anew, when it comes back (patroni/postgresql/rewind.py, enabled). */
export const rewinds = (site: Site, member: Member): boolean =>
  pythonBool(postgresqlSetting(site, member, 'use_pg_rewind')?.value);

/** The port at which others reach a member's PostgreSQL; undefined if it publishes no address. */
export function portOf(member: Member): string | undefined {
  const address = textAt(member.patroni.value, 'postgresql', 'connect_address');
  return address === undefined ? undefined : (/:(\d+)$/.exec(address)?.[1] ?? String(PORTS.postgresql));
}

/** Patroni's name of a member: its application_name, and the source of its slot name. */
export const memberName = (member: Member): string => textAt(member.patroni.value, 'name') ?? member.name;
