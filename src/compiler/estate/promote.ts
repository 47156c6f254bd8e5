import type { OncePer } from '../text/once.ts';
import { oncePer } from '../text/once.ts';
import type { Estate, Position, Role, Site } from './estate.ts';

/** A site of which it is not said yet who leads. */
export type Unplaced = Omit<Site, 'role' | 'upstream' | 'dcs'>;

/** The site that another one streams from: the one that it names, unless that is itself; else the primary. */
function upstreamOf(sites: readonly Unplaced[], site: number, primary: number): number | undefined {
  if (site === primary) return undefined;
  const follow = sites[site]?.follow?.text;
  if (follow === undefined) return primary;
  const named = sites.findIndex(({ name }, index) => name === follow && index !== site);
  return named === -1 ? undefined : named;
}

function positionsOf(sites: readonly Unplaced[], primary: number | undefined): Position[] {
  const roleOf = (site: number): Role | undefined =>
    primary === undefined ? undefined : site === primary ? 'primary' : 'standby';
  const upstreams = sites.map((_, site) =>
    primary === undefined ? undefined : upstreamOf(sites, site, primary),
  );
  return sites.map((_, site): Position => {
    const upstream = upstreams[site];
    return {
      role: roleOf(site),
      upstream,
      upstreamRole: upstream === undefined ? undefined : roleOf(upstream),
      followers: upstreams.flatMap((other, index) => (other === site ? [index] : [])),
    };
  });
}

/**
 * The sites of an estate while one of them leads: each with its role, its upstream and the dynamic configuration that
 * belongs to them.
 * @param primary number of the site that leads; undefined while nobody knows it
 */
export function placed(sites: readonly Unplaced[], primary: number | undefined): readonly Site[] {
  const positions = positionsOf(sites, primary);
  const made = sites.map((site, index): Site & { upstream: Site | undefined } => {
    const position = positions[index] as Position;
    return { ...site, role: position.role, upstream: undefined, dcs: site.dcsAs(position) };
  });
  for (const [index, { upstream }] of positions.entries()) {
    const site = made[index];
    if (site && upstream !== undefined) site.upstream = made[upstream];
  }
  return made;
}

/** The estate after one of its sites was promoted, on the same nodes. */
export function promote(estate: Estate, site: Site): Estate {
  const primary = estate.sites.indexOf(site);
  const sites = placed(estate.sites, primary);
  return { ...estate, sites, primary: sites[primary], promoted: site.name };
}

/**
 * The estate after each other site in turn was promoted; none of an estate without a primary, or of one that is itself the
 * result of a promotion.
 */
export const promotionsOf: OncePer<Estate, readonly Estate[]> = oncePer((estate) =>
  estate.promoted === undefined && estate.primary
    ? estate.sites.filter((site) => site !== estate.primary).map((site) => promote(estate, site))
    : [],
);
