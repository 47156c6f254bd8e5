import type { Effective } from '../../compiler/estate/effective.ts';
import { memberName, parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { isNeverSynchronous } from '../../compiler/estate/tags.ts';
import { knows } from '../../compiler/facts/version.ts';
import { wordOf } from '../../compiler/text/json.ts';

/** Whether no tag keeps a member from being synchronous. */
export const mayBeSync = (member: Member): boolean => !isNeverSynchronous(member);

/** What synchronous_standby_names asks for: so many of these, in lower case, `*` for anybody. */
export interface SyncNames {
  readonly count: number;
  readonly names: readonly string[];
}

/** https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-SYNCHRONOUS-STANDBY-NAMES */
export function parseSyncNames(text: string): SyncNames | undefined {
  const [, count = '1', list = text] = /^\s*(?:(?:FIRST|ANY)\s+)?(\d+)\s*\((.*)\)\s*$/is.exec(text) ?? [];
  const names = [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).toLowerCase(),
  );
  return names.length > 0 ? { count: Number(count), names } : undefined;
}

/** Waits that no standby ends: what is written is not waited for. */
const LOCAL: readonly string[] = ['local', 'off', 'false', 'no', '0'];

/** The names that a member waits for when it leads without synchronous_mode; undefined when it waits for nobody. */
export function waitsFor(
  estate: Estate,
  site: Site,
  member: Member,
): (SyncNames & { readonly written: Effective }) | undefined {
  // Before 3.3.2 Patroni takes the parameter away (release notes: "plain Postgres synchronous replication mode").
  if (!knows(estate.software, 'synchronous_standby_names.plain') || syncMode(site)) return undefined;
  const commit = parameterOf(site, member, 'synchronous_commit')?.value;
  if (commit !== undefined && LOCAL.includes(wordOf(commit).toLowerCase())) return undefined;
  const written = parameterOf(site, member, 'synchronous_standby_names');
  const parsed = written && parseSyncNames(wordOf(written.value));
  return written && parsed ? { ...parsed, written } : undefined;
}

/** The names of a site's members, as synchronous_standby_names compares them. */
export const membersBySyncName = (site: Site): Map<string, Member> =>
  new Map(members(site).map((member) => [memberName(member).toLowerCase(), member]));

export const followersOf = (estate: Estate, site: Site): Site[] =>
  estate.sites.filter(({ upstream }) => upstream === site);

/** How many of the names stream from a member while it leads; undefined where that is not known. */
export type Streaming = (leader: Member, wanted: SyncNames) => number | undefined;

/**
 * Who streams from the members of the primary site: the others of it, and the standby leaders of the sites that follow
 * it, which bear one of the names for certain if all members of their site do. Any standby will do for `*`, and a name
 * that no member has may be that of some other receiver of WAL.
 */
export function streamingFrom(estate: Estate, site: Site): Streaming {
  const known = new Set(estate.sites.flatMap((one) => [...membersBySyncName(one).keys()]));
  const here = membersBySyncName(site);
  const followers = followersOf(estate, site)
    .map((one) => [...membersBySyncName(one).keys()])
    .filter(({ length }) => length > 0);
  return (leader, { names }) => {
    const wanted = new Set(names);
    if (!site.nodesKnown || [...wanted].some((name) => !known.has(name))) return undefined;
    const others = [...wanted].filter((name) => here.has(name) && here.get(name) !== leader).length;
    return others + followers.filter((own) => own.every((name) => wanted.has(name))).length;
  };
}
