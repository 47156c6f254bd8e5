import type { Estate, EtcdMember, Site } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { allOf, declare } from '../common/remedies.ts';

/** A ring of one on the only machine with PostgreSQL: when that is lost there is nothing left to lead. */
const isOneMachine = (site: Site, only: EtcdMember): boolean => {
  const all = members(site);
  return all.length === 1 && all[0]?.name === only.name;
};

const aboutTwo = (site: Site, first: EtcdMember, second: EtcdMember): Draft => ({
  message: `the etcd ring of ${site.name} has two members and needs both: if either is down, ${site.name} has no leader`,
  at: first.nameAt,
  related: [{ at: second.nameAt, message: `${second.name} is the second member` }],
  absent: true,
  remedy: allOf(
    `let a third machine of ${site.name} run etcd (without a third machine one member is safer than two)`,
    declare('etcd alone', {}),
  ),
});

const aboutOne = (site: Site, only: EtcdMember): Draft => ({
  message: `the etcd ring of ${site.name} has only ${only.name}: if it is down, ${site.name} has no leader`,
  at: only.nameAt,
  absent: true,
  remedy: allOf(`let three machines of ${site.name} run etcd`, declare('etcd alone', {})),
});

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [first, second, third] = ring(site);
    if (!first || third || !site.nodesKnown) continue;
    if (second) yield aboutTwo(site, first, second);
    else if (!isOneMachine(site, first)) yield aboutOne(site, first);
  }
}

export const ringFragile: Rule = {
  id: 'etcd/ring-fragile',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'an etcd ring fails when it loses one member',
  why: 'etcd works while more than half of its members run: a ring of two needs both. Without etcd Patroni has no leader lock: the leader steps down (with failsafe_mode only if it does not reach every member), and no member is promoted. A ring of two fails when either of its two machines fails, a ring of one only when its own machine fails; a ring of three survives the loss of one member.',
  references: [
    'https://etcd.io/docs/v3.5/faq/#why-an-odd-number-of-cluster-members',
    'https://patroni.readthedocs.io/en/latest/ha_multi_dc.html',
    'https://patroni.readthedocs.io/en/latest/dcs_failsafe_mode.html',
  ],
  afterPromotion: false,
  check,
};
