import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { everySlot, userOf } from '../../compiler/live/slot-use.ts';
import { sizeText } from '../../compiler/live/words.ts';

/** Whether less than a quarter of the bound is left; `unreserved`: nothing is, and the next checkpoint removes WAL. */
const isNearlyLost = (status: string | undefined, safe: number | undefined, bound: number | undefined) =>
  status === 'unreserved' ||
  // A slot that keeps nothing yet has a size, too, and no status.
  (status !== undefined &&
    status !== 'lost' &&
    safe !== undefined &&
    bound !== undefined &&
    safe < bound / 4);

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
      const { by, slot, bound } = one;
      if (!isNearlyLost(slot.walStatus, slot.safeSize, bound)) continue;
      const site = userOf(live, one);
      const left =
        slot.walStatus === 'unreserved'
          ? 'the next checkpoint may remove WAL that it needs'
          : `${sizeText(Math.max(0, slot.safeSize ?? 0))} more WAL, of ${sizeText(bound ?? 0)}, and it may be lost`;
      yield {
        message: `the slot ${slot.name} at ${by.name} is nearly lost: ${left}`,
        at: by.node.nameAt,
        help: `${site ? `bring ${site.name} back to streaming` : 'bring back whoever streams by it'}, or raise max_slot_wal_keep_size (a reload is enough) if the disk of ${by.name} has room`,
        topic: slot.name,
      };
    }
  },
};
