import { leaders, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const unlocked: LiveRule = {
  id: 'live/unlocked',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a cluster has no holder of its leader lock',
  why: 'Without the lock no member leads: a primary steps down, and nobody takes over before the store answers.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      // A member that does not reach the store says so, too: live/store-unseen, and live/failsafe.
      if (leaders(site).some(({ reached: { status } }) => !status.isUnlocked || status.isFailsafe)) continue;
      const by = speaking(site).filter(({ reached }) => reached.status.isUnlocked);
      if (by.length > 0)
        yield {
          message: `nobody holds the leader lock of ${site.site.name} (by ${allTogether(by.map(({ name }) => name))})`,
          at: site.site.at,
          help: 'does its etcd ring have a majority? "etcdctl endpoint health --cluster" on a member of the ring says so',
        };
    }
  },
};
