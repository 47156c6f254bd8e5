import type { LiveRule } from '../../compiler/live/live-rule.ts';
import type { SlotAt } from '../../compiler/live/slot-use.ts';
import { everySlot, isOfMember, userOf } from '../../compiler/live/slot-use.ts';
import { takesWrites } from '../../compiler/live/status.ts';
import { sizeText } from '../../compiler/live/words.ts';

/**
 * Whether nobody has to use a slot: Patroni keeps one for each member, also for those that stream from another member or are
 * away; and a logical slot of a standby is a copy.
 */
const mayBeIdle = (one: SlotAt): boolean =>
  isOfMember(one) || (one.slot.type === 'logical' && !takesWrites(one.by.reached.status));

/** A name that PostgreSQL allows: who answers may be anybody, and somebody pastes the command. */
const isSlotName = (name: string): boolean => /^[a-z0-9_]{1,63}$/.test(name);

export const slotInactive: LiveRule = {
  id: 'live/slot-inactive',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'nobody streams by a replication slot',
  why: 'A slot that nobody uses keeps WAL: until the disk of the leader is full, or, with max_slot_wal_keep_size, until the slot is lost.',
  references: ['https://www.postgresql.org/docs/current/view-pg-replication-slots.html'],
  *check(live) {
    for (const one of everySlot(live)) {
      const { by, slot } = one;
      if (slot.isActive || slot.walStatus === 'lost' || mayBeIdle(one)) continue;
      const keeps = slot.held !== undefined && slot.walStatus !== undefined;
      const kept = keeps ? `: it keeps ${sizeText(Math.max(0, slot.held ?? 0))} of WAL` : '';
      const site = userOf(live, one);
      const drop = isSlotName(slot.name)
        ? `SELECT pg_drop_replication_slot('${slot.name}')`
        : 'pg_drop_replication_slot';
      yield {
        message: `nobody streams by the slot ${slot.name} at ${by.name}${kept}`,
        at: by.node.nameAt,
        help: site
          ? `it is the slot of ${site.name}, which needs that WAL to go on: keep the slot as long as the disk has room, and see the log of PostgreSQL of the leader of ${site.name}`
          : `if nobody needs it, take it out of slots in the dynamic configuration, then drop it: ${drop}`,
        topic: slot.name,
      };
    }
  },
};
