import type { Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { get, numericAt } from '../../compiler/estate/tree.ts';

/** The tag that keeps a member from leading: nofailover wins over a priority (patroni/tags.py, nofailover). */
export function barredBy({ patroni }: Member): 'nofailover' | 'failover_priority' | undefined {
  const nofailover = get(patroni.value, 'tags', 'nofailover');
  if (nofailover !== undefined) return nofailover === true ? 'nofailover' : undefined;
  return numericAt(patroni.value, 'tags', 'failover_priority') <= 0 ? 'failover_priority' : undefined;
}

/** The members that may lead a site. */
export const candidates = (site: Site): Member[] => members(site).filter((member) => !barredBy(member));
