import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { everySlot, isOfMember, userOf } from '../../compiler/live/slot-use.ts';

export const slotLost: LiveRule = {
  id: 'live/slot-lost',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a replication slot is lost',
  why: 'Who streams by a lost slot cannot go on by it. A standby site without an archive has to be copied anew.',
  references: ['https://www.postgresql.org/docs/current/view-pg-replication-slots.html'],
  *check(live) {
    for (const one of everySlot(live)) {
      const { by, slot } = one;
      if (slot.walStatus !== 'lost') continue;
      const site = userOf(live, one);
      yield {
        message: `the slot ${slot.name} at ${by.name} is lost: nobody can stream by it any more`,
        at: by.node.nameAt,
        help: site
          ? `${site.name} streams by it: see "Copy a site anew" in RUNBOOK.md`
          : isOfMember(one)
            ? 'copy that member anew: "patronictl reinit"'
            : 'whoever streams by it has to be set up anew; then drop the slot',
        topic: slot.name,
      };
    }
  },
};
