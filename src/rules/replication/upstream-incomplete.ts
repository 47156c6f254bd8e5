import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';
import { addressKey, byKey } from './members-by-address.ts';

/** The members that a site is told of; undefined if one of the hosts may lead anywhere, as a virtual address does. */
function toldOf(site: Site, upstream: Site): ReadonlySet<Member> | undefined {
  const hosts = textAt(site.dcs.value, 'standby_cluster', 'host');
  const port = textAt(site.dcs.value, 'standby_cluster', 'port');
  const known = byKey(members(upstream), ({ wan }) => wan);
  const told = (hosts ?? '').split(',').map((host) => {
    const address = parseAddress(host.trim());
    return address && known.get(addressKey(address, port));
  });
  return told.includes(undefined) ? undefined : new Set(told.flatMap((member) => member ?? []));
}

function judge(site: Site): Draft | undefined {
  const { upstream, dcs } = site;
  // Below a standby site one member stands for all: several would make Patroni ask for a primary.
  if (upstream?.role !== 'primary' || !dcs.isWritten('standby_cluster', 'host')) return undefined;
  const told = toldOf(site, upstream);
  const missing = told ? candidates(upstream).filter((member) => !told.has(member)) : [];
  const [first, ...others] = missing;
  if (!first) return undefined;
  const more = others.length > 0;
  return {
    message: `standby_cluster.host of ${site.name} lacks ${first.name}${more ? ` and ${others.length} more` : ''}, and nothing streams once ${more ? 'one of them' : 'it'} leads ${upstream.name}`,
    at: dcs.at('standby_cluster', 'host'),
    related: [{ at: first.wanAt, message: `the address of ${first.name}` }],
    remedy: oneOf(
      leaveOut(dcs.at('standby_cluster', 'host'), 'standby_cluster.host', {
        from: `all members of ${upstream.name}`,
      }),
      'write an address that follows the primary',
    ),
  };
}

/**
 * What is written for a site that follows is judged as it stands, and for the primary once it follows. After a promotion
 * the sites that followed before may have another upstream: a finding of replication/wrong-source.
 */
function* all(estate: Estate): Generator<Draft> {
  yield* estate.sites.flatMap((site) => judge(site) ?? []);
  for (const promoted of promotionsOf(estate)) {
    const former = promoted.sites.find(({ name }) => name === estate.primary?.name);
    const found = former && judge(former);
    if (found)
      yield { ...found, message: `once ${promoted.promoted ?? ''} is the primary: ${found.message}` };
  }
}

export const upstreamIncomplete: Rule = {
  id: 'replication/upstream-incomplete',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'standby_cluster lacks members of the upstream that may lead',
  why: 'The standby leader looks for the primary only among the hosts in standby_cluster. After a failover to another member it streams from nobody, or from a former primary that is now a replica, and pg_rewind finds no primary.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/2189',
    'https://github.com/patroni/patroni/issues/2460',
  ],
  afterPromotion: false,
  check: all,
};
