import { dynamicText } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { mapAt, wordOf } from '../../compiler/text/json.ts';
import { defectOf, isWritten, keptBy, ownSlots } from './kept-slots.ts';

function* all(estate: Estate): Generator<Draft> {
  let own: ReturnType<typeof ownSlots> | undefined;
  for (const site of estate.sites) {
    // Without, the slot cannot be made here either: a finding of parameters/wal-level-too-low.
    if (!isWritten(site) || dynamicText(site, 'wal_level').toLowerCase() !== 'logical') continue;
    const kept = keptBy(site);
    own ??= ownSlots(estate);
    for (const [name, value] of Object.entries(kept.slots)) {
      // What a site of this estate streams from has to be physical: a finding of replication/slot-mismatch.
      if (defectOf(name, value) !== 'logical' || own.has(name)) continue;
      const other = estate.sites.find((one) => !Object.hasOwn(keptBy(one).slots, name));
      if (!other) continue;
      yield {
        message: `${site.name} keeps logical slot "${name}" for the database "${wordOf(mapAt(kept.slots, name).database)}", and ${other.name} will not have it once it is the primary`,
        at: kept.at(name),
        help: 'write it for the whole estate: Patroni then makes it at the promotion, and its reader has to begin from a new copy',
      };
    }
  }
}

export const logicalSlotOneSite: Rule = {
  id: 'replication/logical-slot-one-site',
  severity: 'info',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a logical slot is kept at one site and not at another that may be promoted',
  why: 'A standby cluster has no logical slots. After a promotion Patroni makes the slots that are written for that site. If the slot is not written there, its reader finds nothing; if it is, it begins with the promotion, and its reader has to copy all earlier changes.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-1-1',
    'patroni/dcs/__init__.py: _get_permanent_slots',
  ],
  afterPromotion: false,
  check: all,
};
