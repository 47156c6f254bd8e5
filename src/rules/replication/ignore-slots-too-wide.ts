import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/facts/slot-name.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json, JsonMap } from '../../compiler/text/json.ts';
import { isMap, listAt } from '../../compiler/text/json.ts';
import { ownSlots } from './kept-slots.ts';

/** Whether a physical slot of this name is left alone (patroni/postgresql/slots.py, ignore_replication_slot). */
function matches({ name, type, database, plugin }: JsonMap, slot: string): boolean {
  const isUnset = (value: Json | undefined): boolean => value === undefined || value === null || value === '';
  const isName = name === undefined || name === null || name === slot;
  return isName && (isUnset(type) || type === 'physical') && isUnset(database) && isUnset(plugin);
}

function* all(estate: Estate): Generator<Draft> {
  let sites: readonly string[] | undefined;
  for (const site of estate.sites)
    for (const [index, matcher] of listAt(site.dcs.value, 'ignore_slots').entries()) {
      if (!isMap(matcher)) continue;
      sites ??= [...ownSlots(estate)].flatMap((name) => name ?? []);
      const its = members(site).map((member) => slotName(memberName(member)));
      const slot = [...sites, ...its].find((name) => matches(matcher, name));
      if (slot === undefined) continue;
      yield {
        message: `ignore_slots makes ${site.name} keep slot "${slot}" when nobody streams from it any more`,
        at: site.dcs.at('ignore_slots', index),
        help: 'name the slots that somebody else makes, or write type: logical',
      };
    }
}

export const ignoreSlotsTooWide: Rule = {
  id: 'replication/ignore-slots-too-wide',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'ignore_slots covers slots that Patroni makes itself',
  why: 'Patroni does not remove a slot that it has to ignore: the slot of a site whose role changed, the slot of a member that is gone, or a lost slot. Such a slot holds WAL until the disk is full, or blocks the slot that is needed.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/postgresql/slots.py: _drop_incorrect_slots, ignore_replication_slot',
  ],
  afterPromotion: false,
  check: all,
};
