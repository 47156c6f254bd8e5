import { memberName } from '../estate/effective.ts';
import type { Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { promotionsOf } from '../estate/promote.ts';
import { slotName } from '../facts/slot-name.ts';
import { textAt } from '../text/json.ts';
import type { Live, LiveSite, Speaking } from './live.ts';
import { configOf } from './live.ts';
import type { Slot } from './slots.ts';

/** A slot at the leader of a site. */
export interface SlotAt {
  readonly site: LiveSite;
  readonly by: Speaking;
  readonly slot: Slot;
  readonly bound: number | undefined;
  readonly isStandby: boolean;
}

/** Every slot that leaders told of. */
export const everySlot = ({ sites }: Pick<Live, 'sites'>): SlotAt[] =>
  sites.flatMap((site) =>
    (site.slots ?? []).flatMap((answer) =>
      answer.kind === 'answer' ? answer.slots.map((slot) => ({ site, ...answer, slot })) : [],
    ),
  );

/** The name of the slot by which a site streams, as it is in force if that is known; undefined for a site that does not stream. */
export function followingSlot(live: Live, { name, dcs }: Site): string | undefined {
  const asked = live.sites.find(({ site }) => site.name === name);
  const config = (asked && configOf(asked)?.config) ?? dcs.value;
  return textAt(config, 'standby_cluster', 'host') === undefined
    ? undefined
    : textAt(config, 'standby_cluster', 'primary_slot_name');
}

/** Whether a slot is that of a site, whichever site leads: also of one that takes writes now, and follows one day. */
function isSlotOf(live: Live, { name }: Site, slot: string): boolean {
  const all = [live.estate, ...promotionsOf(live.estate)];
  return all.some(({ sites }) =>
    sites.some(
      (one) => one.name === name && textAt(one.dcs.value, 'standby_cluster', 'primary_slot_name') === slot,
    ),
  );
}

/** The site that streams by a slot of another site, or will when it follows; undefined where none of the estate does. */
export const userOf = (live: Live, { site: { site }, slot }: SlotAt): Site | undefined =>
  live.estate.sites.find((one) => one.name !== site.name && followingSlot(live, one) === slot.name) ??
  live.estate.sites.find((one) => one.name !== site.name && isSlotOf(live, one, slot.name));

/** Whether a slot is one that Patroni keeps for a member of the same site. */
export const isOfMember = ({ site: { site }, slot }: SlotAt): boolean =>
  members(site).some((member) => slotName(memberName(member)) === slot.name);
