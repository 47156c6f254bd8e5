import type { Estate } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { lockTime } from '../../compiler/estate/lock-timing.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { numberAt } from './ring-setting.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const { seconds: retry = 0, at: retryAt } = lockTime(site, 'retry_timeout');
    // Less than Patroni takes, and what is no number, are told of by others.
    if (!(retry >= 3)) continue;
    for (const node of ring(site)) {
      const election = numberAt(node, 'election-timeout');
      // An election that nobody wins is called again: two of them have to fit.
      if (election === undefined || election * 2 < retry * 1000) continue;
      yield {
        message: `etcd of ${node.name} waits ${election} ms before it elects another leader, but Patroni gives up after ${retry} s`,
        at: node.etcd.at('election-timeout'),
        related: [{ at: retryAt, message: 'retry_timeout is set here' }].filter(
          ({ at }) => at.derivedFrom === undefined,
        ),
        help: 'write a smaller election-timeout (1000 inside one site) or a larger retry_timeout',
      };
    }
  }
}

export const electionTooSlow: Rule = {
  id: 'etcd/election-too-slow',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'an etcd election can take as long as Patroni waits for etcd',
  why: 'When the leader of the ring dies, etcd accepts no writes until it has a new leader. A primary that cannot renew its lock within retry_timeout steps down: the loss of one etcd member becomes a failover of PostgreSQL.',
  references: [
    'https://etcd.io/docs/v3.5/tuning/#time-parameters',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
