import type { Place } from '../../compiler/diagnostic.ts';
import { parameterIn } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';

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
