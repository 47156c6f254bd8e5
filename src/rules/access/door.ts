import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { postgresqlBool } from '../../compiler/facts/boolean.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { wordOf } from '../../compiler/text/json.ts';
import type { Hba, Verdict } from '../../pghba/match.ts';
import { memoized } from '../common/memo.ts';
import type { HbaList } from './hba-list.ts';
import { hbaListOf } from './hba-list.ts';

/** Members of a site that let in the same connections, judged once. */
export interface Door {
  readonly site: Site;
  /** The first of them stands for all. */
  readonly member: Member;
  readonly names: readonly string[];
  readonly list: HbaList;
  readonly serverTls: boolean;
}

const hasTls = (site: Site, member: Member): boolean =>
  postgresqlBool(parameterOf(site, member, 'ssl')?.value) === true;

/** The number of a text, the next one if it is new. */
function numberOf(text: string, numbers: Map<string, number>): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

/**
 * The members of a site, grouped by their list: lists are shared, so that a site of any size has few doors. PostgreSQL
 * does not load a list with a line it cannot read: that line is the mistake, and nothing else is said of the list.
 */
function doorsOf(estate: Estate, site: Site): Door[] {
  const doors = new Map<string, Door & { names: string[] }>();
  const ids = new Map<Hba, number>();
  const idsByText = new Map<string, number>();
  for (const member of members(site)) {
    const list = hbaListOf(estate, site, member);
    if (!list || list.hba.problems.length > 0) continue;
    // A number, for the text grows with the site.
    const id =
      ids.get(list.hba) ?? numberOf(wordOf(postgresqlSetting(site, member, 'pg_hba')?.value), idsByText);
    ids.set(list.hba, id);
    const serverTls = hasTls(site, member);
    const door = doors.get(`${serverTls} ${id}`);
    if (door) door.names.push(member.name);
    else doors.set(`${serverTls} ${id}`, { site, member, names: [member.name], list, serverTls });
  }
  return [...doors.values()];
}

/** The doors of each site, by its nodes: those are the same ones in every estate, sites are not. */
export const doorsBySite = memoized(
  (estate): ReadonlyMap<Site['nodes'], readonly Door[]> =>
    new Map(estate.sites.map((site) => [site.nodes, doorsOf(estate, site)])),
);

/** A list that PostgreSQL loads, and the doors that have it: sites that inherit one have it in common. */
export interface Posted {
  readonly list: HbaList;
  readonly doors: readonly [Door, ...Door[]];
}

/** Every list there is, once. */
export const postedLists = memoized((estate): readonly Posted[] => {
  const found = new Map<Hba, { list: HbaList; doors: [Door, ...Door[]] }>();
  for (const door of [...doorsBySite(estate).values()].flat()) {
    const known = found.get(door.list.hba);
    if (known) known.doors.push(door);
    else found.set(door.list.hba, { list: door.list, doors: [door] });
  }
  return [...found.values()];
});

export type Refused = Extract<Verdict, { verdict: 'refused' }>;

/**
 * Where to look: the line that decides, the parameter that switches TLS off, the list that lacks a line; or, where the list
 * is derived, the override by which somebody else connects than it is derived for.
 */
export function blame(
  { member, site, list }: Door,
  { reason, line }: Refused,
  renamed: Place | undefined,
): Place {
  if (reason !== 'tls-server') return (list.derived ? renamed : undefined) ?? list.at(line);
  const ssl = ['postgresql', 'parameters', 'ssl'] as const;
  return parameterOf(site, member, 'ssl')?.at() ?? member.patroni.removedAt(...ssl) ?? site.dcs.at(...ssl);
}
