import { parseAddress } from '../../pghba/address.ts';
import type { Seen, SeenSite } from '../plan/observed.ts';
import type { Json } from '../text/json.ts';
import { listAt } from '../text/json.ts';

/** A line of a client as this tool writes it. */
const CLIENT = /^(?:host|hostssl) (\S+) (\S+) (\S+) scram-sha-256$/;

interface Group {
  readonly user: string;
  readonly database: string;
  readonly from: readonly string[];
}

/** The lines of pg_hba.conf that the first member of a site has; undefined where the members differ. */
export function hbaOf({ nodes }: SeenSite): readonly string[] | undefined {
  const lists = nodes.flatMap(({ patroni }) =>
    patroni ? [listAt(patroni.value, 'postgresql', 'pg_hba')] : [],
  );
  const [first, ...others] = lists;
  if (!first || others.some((one) => JSON.stringify(one) !== JSON.stringify(first))) return undefined;
  return first.every((line) => typeof line === 'string') ? (first as readonly string[]) : undefined;
}

const startsWith = (list: readonly string[], start: readonly string[], at = 0): boolean =>
  start.every((word, index) => list[at + index] === word);

/** Sources of one client, where those of HAProxy are one word. */
function wordsOf(sources: readonly string[], proxies: readonly string[]): string[] {
  const words: string[] = [];
  for (let at = 0; at < sources.length; ) {
    if (proxies.length > 0 && startsWith(sources, proxies, at)) {
      words.push('haproxy');
      at += proxies.length;
    } else {
      words.push(sources[at] ?? '');
      at += 1;
    }
  }
  return words;
}

/** The clients that the last lines of a site let in; undefined where a line is none of a client. */
function groupsIn(lines: readonly string[], proxies: readonly string[]): Group[] | undefined {
  const groups: { user: string; database: string; sources: string[] }[] = [];
  for (const line of lines) {
    const [, database, user, source] = CLIENT.exec(line) ?? [];
    if (database === undefined || user === undefined || source === undefined) return undefined;
    if (source !== 'all' && !source.includes('/') && parseAddress(source)?.kind !== 'hostname')
      return undefined;
    const last = groups.at(-1);
    if (last?.user === user && last.database === database) last.sources.push(source);
    else groups.push({ user, database, sources: [source] });
  }
  return groups.map(({ sources, ...group }) => ({ ...group, from: wordsOf(sources, proxies) }));
}

const countOf = (groups: readonly Group[]): number => groups.reduce((sum, { from }) => sum + from.length, 0);

/** The clients of the site that lets in most: a site without HAProxy has fewer lines. */
function asWord(found: readonly (readonly Group[])[]): Json[] {
  const most = found.reduce((best, groups) => (countOf(groups) > countOf(best) ? groups : best), []);
  return most.map(({ user, database, from }) => {
    const [only] = from;
    return { user, database, from: from.length === 1 && only !== undefined ? only : [...from] };
  });
}

/**
 * `clients` of a topology whose pg_hba is written in full: those that every site lets in, by lines in the form of a client's
 * that are of no user of Patroni.
 * @param users names of Patroni's users
 */
export function clientsAmong(
  seen: Seen,
  users: ReadonlySet<string>,
  proxies: readonly (readonly string[])[],
): Json[] {
  const found = seen.map((site, index): readonly Group[] => {
    const lines = (hbaOf(site) ?? []).filter((line) => {
      const [, database, user, source = ''] = CLIENT.exec(line) ?? [];
      if (database === undefined || user === undefined) return false;
      return database !== 'replication' && !users.has(user) && !/^(?:127\.|::1\/)/.test(source);
    });
    return groupsIn(lines, proxies[index] ?? []) ?? [];
  });
  const sourcesAt = (index: number, { user, database }: Group): ReadonlySet<string> =>
    new Set(
      (found[index] ?? []).flatMap((one) =>
        one.user === user && one.database === database ? asSources(one.from, proxies[index] ?? []) : [],
      ),
    );
  const isEverywhere = (group: Group): boolean =>
    found.every((_, index) =>
      asSources(group.from, proxies[index] ?? []).every((source) => sourcesAt(index, group).has(source)),
    );
  return asWord(found.map((groups) => groups.filter(isEverywhere)));
}

/** The sources that the words of a client stand for at a site. */
const asSources = (words: readonly string[], proxies: readonly string[]): readonly string[] =>
  words.flatMap((word) => (word === 'haproxy' ? proxies : [word]));

/**
 * `clients` of a topology: what pg_hba of each site has behind the lines that it has anyway.
 * @param made the lines that each site has without clients
 * @param proxies the sources that stand for HAProxy at each site
 * @returns undefined where the lines are not those of clients
 */
export function clientsWord(
  seen: Seen,
  made: readonly (readonly string[])[],
  proxies: readonly (readonly string[])[],
): Json[] | undefined {
  const found = seen.map((site, index): Group[] | undefined => {
    const lines = hbaOf(site);
    const start = made[index] ?? [];
    if (!lines || !startsWith(lines, start)) return undefined;
    return groupsIn(lines.slice(start.length), proxies[index] ?? []);
  });
  if (found.some((groups) => groups === undefined)) return undefined;
  return asWord(found as Group[][]);
}
