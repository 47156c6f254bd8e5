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

/** The servers of a site that let in the same connections, judged once. */
export interface Server {
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
 * The servers of a site, grouped by their list: members share lists, so a site of any size has few groups. PostgreSQL
 * does not load a list with a line it cannot read: that line is the mistake, and nothing else is said of the list.
 */
function serversOf(estate: Estate, site: Site): Server[] {
  const servers = new Map<string, Server & { names: string[] }>();
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
    const server = servers.get(`${serverTls} ${id}`);
    if (server) server.names.push(member.name);
    else servers.set(`${serverTls} ${id}`, { site, member, names: [member.name], list, serverTls });
  }
  return [...servers.values()];
}

/** The servers of each site, by its nodes: promotions of an estate have the same nodes, and sites of their own. */
export const serversBySite = memoized(
  (estate): ReadonlyMap<Site['nodes'], readonly Server[]> =>
    new Map(estate.sites.map((site) => [site.nodes, serversOf(estate, site)])),
);

/** A list that PostgreSQL loads, and the servers that have it: sites that inherit a list share it. */
export interface Posted {
  readonly list: HbaList;
  readonly servers: readonly [Server, ...Server[]];
}

/** Every list there is, once. */
export const postedLists = memoized((estate): readonly Posted[] => {
  const found = new Map<Hba, { list: HbaList; servers: [Server, ...Server[]] }>();
  for (const server of [...serversBySite(estate).values()].flat()) {
    const known = found.get(server.list.hba);
    if (known) known.servers.push(server);
    else found.set(server.list.hba, { list: server.list, servers: [server] });
  }
  return [...found.values()];
});

export type Refused = Extract<Verdict, { verdict: 'refused' }>;

/**
 * Where to look: the line that decides, the parameter that switches TLS off, the list that lacks a line; or, where the list
 * is derived, the override by which somebody else connects than it is derived for.
 */
export function blame(
  { member, site, list }: Server,
  { reason, line }: Refused,
  renamed: Place | undefined,
): Place {
  if (reason !== 'tls-server') return (list.derived ? renamed : undefined) ?? list.at(line);
  const ssl = ['postgresql', 'parameters', 'ssl'] as const;
  return parameterOf(site, member, 'ssl')?.at() ?? member.patroni.removedAt(...ssl) ?? site.dcs.at(...ssl);
}
