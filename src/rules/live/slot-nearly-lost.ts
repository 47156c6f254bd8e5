import type { LiveRule } from '../../compiler/live/live-rule.ts';
import type { SlotAt } from '../../compiler/live/slot-use.ts';
import { everySlot, userOf } from '../../compiler/live/slot-use.ts';
import { sizeText } from '../../compiler/live/words.ts';

/**
 * What is left before a slot is lost, in words; undefined where more than a quarter of the bound is. `unreserved`: nothing is left,
 * and the next checkpoint removes WAL.
 */
function leftOf({ slot: { walStatus, safeSize, held }, bound, isStandby }: SlotAt): string | undefined {
  if (walStatus === 'unreserved') return 'the next checkpoint may remove WAL that it needs';
  // A slot that keeps nothing yet has a size, too, and no status.
  if (walStatus === undefined || walStatus === 'lost' || bound === undefined) return undefined;
  // At a standby PostgreSQL does not know how much is left: what the slot keeps tells.
  const left = isStandby ? (held === undefined ? undefined : bound - held) : safeSize;
  return left !== undefined && left < bound / 4
    ? `${sizeText(Math.max(0, left))} more WAL, of ${sizeText(bound)}, and it may be lost`
    : undefined;
}

export const slotNearlyLost: LiveRule = {
  id: 'live/slot-nearly-lost',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a replication slot keeps most of the WAL that it may keep',
  why: 'When a slot holds as much as max_slot_wal_keep_size allows, PostgreSQL removes WAL that it needs, and a standby site without an archive has to be copied anew.',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-replication-slots.html',
    'https://www.postgresql.org/docs/current/runtime-config-replication.html',
  ],
  *check(live) {
    for (const one of everySlot(live)) {
      const { by, slot } = one;
      const left = leftOf(one);
      if (left === undefined) continue;
      const site = userOf(live, one);
      yield {
        message: `the slot ${slot.name} at ${by.name} is nearly lost: ${left}`,
        at: by.node.nameAt,
        help: `${site ? `bring ${site.name} back to streaming` : 'bring back whoever streams by it'}, or raise max_slot_wal_keep_size (a reload is enough) if the disk of ${by.name} has room`,
        topic: slot.name,
      };
    }
  },
};
