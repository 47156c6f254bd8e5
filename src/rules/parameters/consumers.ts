import { parameterIn, parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { majorsOf } from '../../compiler/facts/majors.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import { hasParameter } from '../../compiler/facts/parameter.ts';
import type { Place } from '../../compiler/text/finding.ts';

/** The sites that stream from each site. */
export function followersOf(estate: Estate): Map<Site, Site[]> {
  const followers = new Map(estate.sites.map((site): [Site, Site[]] => [site, []]));
  for (const site of estate.sites) if (site.upstream) followers.get(site.upstream)?.push(site);
  return followers;
}

/** Where the size of a pool is written, or the site that has the default. */
export const sizeAt = (site: Site, name: string): Place =>
  parameterIn(site.dcs, name)?.at() ?? site.dcs.at('postgresql', 'parameters', name);

/** `3 other members`, nothing for none. */
export const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** Connections that are kept from clients, with PostgreSQL's default. */
const RESERVED = [
  ['superuser_reserved_connections', 3],
  ['reserved_connections', 0],
] as const;

/** How many connections a member keeps from clients, and where that is written. */
export function reservedBy(
  estate: Estate,
  site: Site,
  member: Member,
): { readonly count: number; readonly at: Place | undefined } {
  const kept = RESERVED.filter(([name]) =>
    majorsOf(estate.software).every((major) => hasParameter(name, major)),
  ).map(([name, fallback]) => {
    const setting = parameterOf(site, member, name);
    return { count: amountOf(setting?.value) ?? fallback, at: setting?.at() };
  });
  return { count: kept.reduce((sum, { count }) => sum + count, 0), at: kept.find(({ at }) => at)?.at };
}
