import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate, Node, Site } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig, Pool, PoolName } from '../../compiler/estate/haproxy.ts';
import type { Tree } from '../../compiler/estate/tree.ts';

/** A pool, and where it stands. */
export interface PoolOf {
  readonly site: Site;
  readonly node: Node;
  readonly haproxy: HaproxyConfig;
  readonly pool: Pool;
}

/** Every pool of these names, of every HAProxy. */
export function* pools(estate: Estate, ...names: readonly PoolName[]): Generator<PoolOf> {
  for (const site of estate.sites)
    for (const node of site.nodes) {
      const { haproxy } = node;
      for (const pool of haproxy?.pools ?? [])
        if (haproxy && names.includes(pool.name)) yield { site, node, haproxy, pool };
    }
}

export const ALL_POOLS = ['primary', 'replicas', 'standby_leader'] as const satisfies readonly PoolName[];

/** One line of a section, as words. */
export interface Line {
  readonly words: readonly string[];
  readonly at: Place;
}

/** The lines of a section that begin with a keyword, in their order; keyword and words may be divided anywhere. */
export function linesOf(section: Tree, keyword: string): Line[] {
  return Object.entries(section.value).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    const line = value === true ? key : `${key} ${value}`;
    if (line !== keyword && !line.startsWith(`${keyword} `)) return [];
    const rest = line.slice(keyword.length).trim();
    return [{ words: rest === '' ? [] : rest.split(/\s+/), at: section.at(key) }];
  });
}

/** The last line of a keyword: the pool's, or the one it has from `defaults`. */
export const lastLine = (
  { haproxy, pool }: Pick<PoolOf, 'haproxy' | 'pool'>,
  keyword: string,
): Line | undefined => [...linesOf(haproxy.defaults, keyword), ...linesOf(pool.settings, keyword)].at(-1);

/** What a pool has its servers do, `default-server` of both sections taken together. */
export interface ServerOptions {
  has(flag: string): boolean;
  /** The word behind a keyword; the last one counts. */
  word(keyword: string): string | undefined;
  /** Where they are written, or would be. */
  readonly at: Place;
}

export function serverOptions({ haproxy, pool }: PoolOf): ServerOptions {
  const words = [haproxy.defaults, pool.settings].flatMap((section) =>
    linesOf(section, 'default-server').flatMap((line) => line.words),
  );
  return {
    has: (flag) => words.lastIndexOf(flag) > words.lastIndexOf(`no-${flag}`),
    word: (keyword) => {
      const index = words.lastIndexOf(keyword);
      return index === -1 ? undefined : words[index + 1];
    },
    at: pool.settings.removedAt('default-server') ?? pool.settings.at('default-server'),
  };
}
