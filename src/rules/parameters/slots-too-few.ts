import { dynamicNumber } from '../../compiler/estate/dynamic-parameter.ts';
import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/facts/slot-name.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { defectOf, isMade, keptBy, usesSlots } from '../replication/kept-slots.ts';
import { counted, sizeAt } from './consumers.ts';

const NAME = 'max_replication_slots';

/** Permanent slots that exist while a site has its role, logical ones while it is primary; but not those of its members. */
function kept(estate: Estate, site: Site): number {
  const own = new Set(members(site).map((member) => slotName(memberName(member))));
  return Object.entries(keptBy(site).slots).filter(
    ([name, value]) =>
      !own.has(name) &&
      (isMade(estate, site, name, value) || (site.role === 'primary' && defectOf(name, value) === 'logical')),
  ).length;
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    if (!usesSlots(site)) continue;
    const others = Math.max(members(site).length - 1, 0);
    const permanent = kept(estate, site);
    const needed = others + permanent;
    const own = dynamicNumber(site, NAME);
    if (own >= needed) continue;
    const holders = [
      ...counted(others, 'for another member', 'for the other members'),
      ...counted(permanent, 'permanent', 'permanent'),
    ].join(', ');
    yield {
      message: `${NAME} of ${site.name} is ${own}, and its leader needs ${needed} slots: ${holders}`,
      at: sizeAt(site, NAME),
      help: `remove it, or write ${needed + 2} or more`,
    };
  }
}

export const slotsTooFew: Rule = {
  id: 'parameters/slots-too-few',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site has fewer replication slots than it needs',
  why: 'Patroni makes a slot for every other member, and the permanent slots for other sites. If PostgreSQL has no room for a slot, it answers "all replication slots are in use", and the member or site that should stream from the slot gets nothing.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-REPLICATION-SLOTS',
    'patroni/dcs/__init__.py: get_replication_slots',
  ],
  afterPromotion: true,
  check,
};
