import type { Estate, Node, Site } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig, Pool, PoolName } from '../../compiler/estate/haproxy-config.ts';

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
