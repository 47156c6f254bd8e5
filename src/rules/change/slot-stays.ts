import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { mapAt, textAt } from '../../compiler/text/json.ts';

export const slotStays: ChangeRule = {
  id: 'change/slot-stays',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a site goes, but another site keeps its slot',
  why: 'Nobody streams from the slot any more, and the primary keeps WAL for it until the disk is full or the slot is lost.',
  references: ['https://www.postgresql.org/docs/18/warm-standby.html#STREAMING-REPLICATION-SLOTS'],
  *check({ sites }) {
    for (const { was, now } of sites) {
      if (!was || now) continue;
      const slot = textAt(was.dcs, 'standby_cluster', 'primary_slot_name') ?? `standby_cluster_${was.name}`;
      for (const { now: other } of sites)
        if (other && mapAt(other.dcs.value, 'slots')[slot] !== undefined)
          yield {
            message: `${was.name} goes, and ${other.name} still keeps slot "${slot}" for it`,
            at: other.dcs.at('slots', slot),
            help: `take "${slot}" out of slots`,
          };
    }
  },
};
