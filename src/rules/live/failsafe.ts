import { leaders } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const failsafe: LiveRule = {
  id: 'live/failsafe',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a primary goes on without its etcd ring',
  why: 'Failsafe mode holds a primary whose etcd ring is away, as long as it reaches all members. When one member is lost too, the primary steps down.',
  references: ['https://patroni.readthedocs.io/en/latest/dcs_failsafe_mode.html'],
  *check(live) {
    // Replicas repeat for some time what the primary has told them.
    for (const site of live.sites)
      for (const { name, node, reached } of leaders(site))
        if (reached.status.isFailsafe)
          yield {
            message: `failsafe mode is active at ${name}: the etcd ring of ${site.site.name} does not answer it`,
            at: node.nameAt,
            help: 'bring etcd of this site back: "One machine is lost for good" in RUNBOOK.md has how a ring gets its majority again',
          };
  },
};
