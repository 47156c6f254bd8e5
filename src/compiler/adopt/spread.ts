import type { Json } from '../text/json.ts';

/** A value for each node of each site; null where there is none, undefined where it does not matter. */
export type Wanted = readonly (readonly (Json | undefined)[])[];

/** Where the values of one key are written: the nearest counts. */
export interface Spread {
  readonly top: Json | undefined;
  readonly sites: readonly (Json | undefined)[];
  readonly nodes: readonly (readonly (Json | undefined)[])[];
}

/** Levels at which a key may be written. */
export interface Levels {
  readonly top: boolean;
  readonly site: boolean;
  readonly node: boolean;
  /** Whether null may be written, to take away what stands above. */
  readonly removes?: boolean;
  /** Whether a value is to stand at the top even where fewer places would do. */
  readonly startsAtTop?: boolean;
}

export const EVERYWHERE: Levels = { top: true, site: true, node: true };
export const OF_SITES: Levels = { top: true, site: true, node: false };
export const OF_A_NODE: Levels = { top: false, site: false, node: true };

const textOf = (value: Json | undefined): string => JSON.stringify(value ?? null);

/** The distinct values among some that may be written, in the order of their first appearance. */
const distinct = (values: readonly (Json | undefined)[], { removes }: Levels): Json[] => [
  ...new Map(
    values.flatMap((value) =>
      value === undefined || (value === null && !removes) ? [] : [[textOf(value), value] as const],
    ),
  ).values(),
];

interface Choice<T> {
  readonly cost: number;
  readonly made: T;
}

/** The cheapest of some ways; of equals the first. */
function cheapest<T>(ways: readonly Choice<T>[]): Choice<T> {
  const [first, ...rest] = ways;
  if (!first) throw new RangeError('one way at least');
  return rest.reduce((best, way) => (way.cost < best.cost ? way : best), first);
}

/** One site, below what stands above it. */
function inSite(
  wanted: readonly (Json | undefined)[],
  without: readonly (Json | undefined)[],
  above: Json | undefined,
  levels: Levels,
): Choice<{ readonly site: Json | undefined; readonly nodes: readonly (Json | undefined)[] }> {
  const ways = [undefined, ...(levels.site ? distinct(wanted, levels) : [])].flatMap((site) => {
    const inherited = site ?? above;
    const nodes = wanted.map((value, index) =>
      value === undefined || textOf(value) === textOf(inherited === undefined ? without[index] : inherited)
        ? undefined
        : value,
    );
    const count = nodes.filter((value) => value !== undefined).length;
    if (count > 0 && (!levels.node || (!levels.removes && nodes.includes(null)))) return [];
    return [{ cost: count + (site === undefined ? 0 : 1), made: { site, nodes } }];
  });
  return ways.length > 0
    ? cheapest(ways)
    : { cost: Number.POSITIVE_INFINITY, made: { site: undefined, nodes: wanted.map(() => undefined) } };
}

/**
 * The fewest places to write the values of one key, where a value at the top counts for all sites, and one at a site for all
 * its nodes.
 * @param without what each node has where the key is written nowhere
 */
export function spread(wanted: Wanted, without: Wanted, levels: Levels = EVERYWHERE): Spread {
  const all = levels.top ? distinct(wanted.flat(), levels) : [];
  // What all sites have that have it at all stands at the top, where it holds for the others too.
  const tops = all.length === 1 ? [...all, undefined] : [undefined, ...all];
  const ways = levels.startsAtTop && all.length > 0 ? all : tops;
  const { made } = cheapest(
    ways.map((top) => {
      const sites = wanted.map((values, index) => inSite(values, without[index] ?? [], top, levels));
      const cost = sites.reduce((sum, one) => sum + one.cost, top === undefined ? 0 : 1);
      return { cost, made: { top, sites: sites.map((one) => one.made) } };
    }),
  );
  return {
    top: made.top,
    sites: made.sites.map(({ site }) => site),
    nodes: made.sites.map(({ nodes }) => nodes),
  };
}
