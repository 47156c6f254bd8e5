import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { leaveOut } from '../common/remedies.ts';
import { hostsKey, hostsOf, type OwnerAt, ownersOf, ownHosts } from './owners.ts';

/** What an override of etcd3.hosts means at one site. */
function* judge(site: Site, ownerAt: OwnerAt): Generator<Draft | { at: Place; leadsAway: true }> {
  const nodes = ring(site);
  for (const member of members(site)) {
    const { name, patroni } = member;
    const key = hostsKey(member);
    if ((key !== 'hosts' && key !== 'host') || !patroni.isWritten('etcd3', key)) continue;
    const at = patroni.at('etcd3', key);
    const known = hostsOf(member).map(ownerAt);
    const missing = nodes.find((node) => !known.includes(node));
    if (known.length === 0 || known.some((owner) => owner?.site !== site.name)) yield { at, leadsAway: true };
    else if (missing)
      yield {
        message: `Patroni of ${name} is given ${new Set(known).size} of the ${nodes.length} etcd members: ${missing.name} is missing`,
        at,
        related: [{ at: missing.nameAt, message: `${missing.name} runs etcd` }],
        remedy: leaveOut(at, 'etcd3.hosts', { ...ownHosts(site), sure: key === 'hosts' }),
      };
  }
}

/** A name that nobody has may stand for all of them; what leads to another site is a finding of etcd/wrong-ring. */
function* all(estate: Estate): Generator<Draft> {
  const owners = ownersOf(estate, 'advertise-client-urls');
  const found = estate.sites.flatMap((site) => [...judge(site, owners(site))]);
  const away = new Set(found.filter((one) => 'leadsAway' in one).map(({ at }) => JSON.stringify(at)));
  for (const one of found) if ('message' in one && !away.has(JSON.stringify(one.at))) yield one;
}

export const hostsIncomplete: Rule = {
  id: 'etcd/hosts-incomplete',
  severity: 'info',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'Patroni is given only some members of the etcd ring',
  why: 'Patroni learns about the other members from those it is given. If these are down when Patroni starts, it waits for them although the ring has a quorum: a site that comes back with one machine missing stays without a leader.',
  references: [
    'patroni/dcs/etcd.py: _get_machines_cache_from_config, _load_machines_cache',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#etcdv3',
  ],
  afterPromotion: false,
  check: all,
};
