import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { spanText } from '../../compiler/live/words.ts';
import { numericAt } from '../../compiler/text/json.ts';

export const storeUnseen: LiveRule = {
  id: 'live/store-unseen',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member has not reached its etcd ring for long',
  why: 'A member that does not reach the store does not know who leads, and cannot become the leader. A primary demotes itself, unless failsafe mode holds it.',
  references: ['patroni/dcs/__init__.py: last_seen'],
  *check(live) {
    for (const site of live.sites) {
      const ttl = numericAt(site.site.dcs.value, 'ttl') || 30;
      for (const { name, node, reached } of speaking(site)) {
        const { storeSeen } = reached.status;
        // Both by the clock of the member itself.
        if (storeSeen === undefined || reached.clock === undefined) continue;
        const age = reached.clock - storeSeen;
        if (age > ttl)
          yield {
            message:
              storeSeen === 0
                ? `${name} has not reached its etcd ring yet`
                : `${name} has not reached its etcd ring for ${spanText(age)} (ttl is ${ttl} s)`,
            at: node.nameAt,
            help: 'is etcd of this site up, and does this member reach it? See the log of Patroni',
          };
      }
    }
  },
};
