import { amountOf } from '../../compiler/facts/number.ts';
import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';

export const slotBoundLowered: ChangeRule = {
  id: 'change/slot-bound-lowered',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'slots may hold less WAL than before',
  why: 'A slot that holds more than the new bound now is lost at the next checkpoint, and the site that streams by it has to be copied anew.',
  references: ['https://www.postgresql.org/docs/18/runtime-config-replication.html'],
  *check(change) {
    for (const value of valuesAt(change, 'dynamic', 'postgresql.parameters.max_slot_wal_keep_size')) {
      const bytes = (one: typeof value.to): number => {
        const found = one === undefined ? -1 : (amountOf(one, 'MB', 'any') ?? -1);
        return found < 0 ? Number.POSITIVE_INFINITY : found;
      };
      if (bytes(value.to) >= bytes(value.from)) continue;
      yield {
        message: `max_slot_wal_keep_size of ${value.site} falls from ${value.from ?? 'no bound'} to ${value.to}`,
        at: placeFor(change, value),
        help: 'look first at how much each slot holds: SELECT slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) FROM pg_replication_slots',
      };
    }
  },
};
