import type { Site } from '../estate/estate.ts';
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
}

/** Every slot that leaders told of. */
export const everySlot = ({ sites }: Pick<Live, 'sites'>): SlotAt[] =>
  sites.flatMap((site) =>
    (site.slots ?? []).flatMap((answer) =>
      answer.kind === 'answer'
        ? answer.slots.map((slot) => ({ site, by: answer.by, slot, bound: answer.bound }))
        : [],
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

/** The site that streams by a slot of another site; undefined where none of the estate does. */
export const userOf = (live: Live, { site: { site }, slot }: SlotAt): Site | undefined =>
  live.estate.sites.find((one) => one.upstream?.name === site.name && followingSlot(live, one) === slot.name);
