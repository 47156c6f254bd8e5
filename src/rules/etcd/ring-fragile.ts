import type { Estate } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../rule.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [first, second, third] = ring(site);
    // Where one member is all there is, nobody would take over.
    if (!first || third || !site.nodesKnown || members(site).length < 2) continue;
    yield {
      message: second
        ? `the etcd ring of ${site.name} has two members: once one of them is down there is no failover`
        : `the etcd ring of ${site.name} is ${first.name} alone: once it is down there is no failover`,
      at: first.nameAt,
      ...(second && { related: [{ at: second.nameAt, message: `${second.name} is the other` }] }),
      help: `let ${second ? 'a third machine' : 'three machines'} of ${site.name} run etcd; one that runs nothing else has runs: [etcd]`,
    };
  }
}

export const ringFragile: Rule = {
  id: 'etcd/ring-fragile',
  severity: 'warning',
  waivable: true,
  optIn: true,
  since: '0.1.0',
  summary: 'an etcd ring that cannot lose a member',
  why: 'A ring needs more than half of its members: of two, both. Without them Patroni has no leader lock: the leader steps down, and nobody takes over. A second member makes that more likely, not less.',
  references: [
    'https://etcd.io/docs/v3.5/faq/#why-an-odd-number-of-cluster-members',
    'https://patroni.readthedocs.io/en/latest/ha_multi_dc.html',
  ],
  bothWays: false,
  check,
};
