import type { Meaning } from './language.ts';
import { MEANINGS } from './language.ts';

/** The key of the table that a place is about, the longest first: `sites/busan/standby/slot` is `site.standby.slot`. */
function keysOf(route: readonly string[]): readonly string[] {
  if (route[0] === 'sites' && route.length > 3 && route[2] === 'nodes') return ['node', ...route.slice(4)];
  if (route[0] === 'sites') return ['site', ...route.slice(2)];
  return route[0] === 'clients' ? ['clients'] : route;
}

/**
 * What a change of a place of a topology means.
 * @param route keys, and names or numbers of items
 */
export function meaningAt(route: readonly string[]): Meaning | undefined {
  const keys = keysOf(route);
  if (keys.length === 1 && keys[0] === 'node') return MEANINGS['site.nodes'];
  if (keys.length === 1 && keys[0] === 'site') return MEANINGS.sites;
  const table = MEANINGS as Readonly<Record<string, Meaning>>;
  for (const all of [keys, keys.slice(1)])
    for (let length = all.length; length > 0; length -= 1) {
      const found = table[all.slice(0, length).join('.')];
      if (found && !/^(?:As the key|By the context)/.test(found.note)) return found;
    }
  return undefined;
}
