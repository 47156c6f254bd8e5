import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';
import { wordOf } from '../../compiler/text/json.ts';

export const leaderBarred: ChangeRule = {
  id: 'change/leader-barred',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a running member may not lead any more',
  why: 'If it leads when its file is reloaded, it stays leader, but tries in every loop to drop all its slots, also that of the standby site. A replica drops its copies of slots at once.',
  references: ['patroni/dcs/__init__.py: get_replication_slots'],
  *check(change) {
    for (const value of change.values) {
      const key = value.path.join('.');
      const barred =
        (key === 'tags.nofailover' && /^(?:true|on|yes|1)$/i.test(wordOf(value.to))) ||
        (key === 'tags.failover_priority' && Number(value.to) === 0 && value.to !== undefined);
      if (value.what === 'patroni' && barred)
        yield {
          message: `${value.node} may not lead any more`,
          at: placeFor(change, value),
          help: `if ${value.node} leads, switch over first: patronictl switchover. The block of the plan refuses until then`,
        };
    }
  },
};
