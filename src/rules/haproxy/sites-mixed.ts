import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { linesIn } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { parseAddress } from '../../pghba/address.ts';
import { declare } from '../common/remedies.ts';
import { type PoolOf, pools } from './section.ts';

/** One server of a pool: who is behind it, as far as the address tells. */
interface Behind {
  readonly key: string | undefined;
  readonly backup: boolean;
  readonly at: Place;
}

/** The servers that are derived, and those that an override adds as a line of their own. */
const serversOf = ({ pool }: PoolOf): Behind[] => [
  ...pool.servers.map(({ address, backup, at }) => ({ key: address.key, backup, at })),
  ...linesIn(pool, 'server').map(({ words: [, address = '', ...options], at }) => ({
    key: parseAddress(address.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))?.key,
    backup: options.includes('backup'),
    at: { ...at, part: 'key' as const },
  })),
];

/** Who has an address, unless members of several sites do: topology/address-reused tells of that. */
function ownersOf(estate: Estate): ReadonlyMap<string, Member | undefined> {
  const owners = new Map<string, Member | undefined>();
  for (const member of estate.sites.flatMap(members))
    for (const address of [member.address, member.wan]) {
      if (!address) continue;
      const known = owners.has(address.key) && owners.get(address.key)?.site !== member.site;
      owners.set(address.key, known ? undefined : member);
    }
  return owners;
}

function* all(estate: Estate): Generator<Draft> {
  const owners = ownersOf(estate);
  for (const of of pools(estate, 'primary'))
    for (const { key, backup, at } of serversOf(of)) {
      const owner = key === undefined ? undefined : owners.get(key);
      if (backup || !owner || owner.site === of.site.name) continue;
      yield {
        message: `the primary pool of ${of.node.name} writes to ${owner.name} of ${owner.site} as if it were a node of ${of.site.name}`,
        at,
        remedy: declare('backup servers', {}),
      };
    }
}

export const sitesMixed: Rule = {
  id: 'haproxy/sites-mixed',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the pool for writes uses servers of several sites as equals',
  why: 'When the lost site comes back after a promotion, both sites have a primary. HAProxy then spreads the writes over both: data that belongs together ends up in two databases that have diverged.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://docs.haproxy.org/2.6/configuration.html#5.2-backup',
  ],
  afterPromotion: false,
  check: all,
};
