import { dynamicText } from '../../compiler/estate/dynamic-parameter.ts';
import { parameterIn, parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { postgresqlBool } from '../../compiler/facts/boolean.ts';
import { mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Remedy } from '../../compiler/text/remedy.ts';
import { leaveOut } from '../common/remedies.ts';
import { usesSlots } from './kept-slots.ts';
import { slotSyncAt } from './slot-sync.ts';

interface Lack {
  readonly what: string;
  readonly at: Place;
  readonly remedy: Remedy;
}

/** What keeps the slots of the primary from being copied; the first of it that PostgreSQL stumbles over. */
function lackOf(estate: Estate, site: Site, member: Member): Lack | undefined {
  if (dynamicText(site, 'wal_level').toLowerCase() !== 'logical')
    return {
      what: `wal_level is ${dynamicText(site, 'wal_level')}`,
      at: parameterIn(site.dcs, 'wal_level')?.at() ?? site.dcs.at('postgresql', 'parameters', 'wal_level'),
      remedy: 'write "wal_level: logical"; PostgreSQL has to be restarted for it',
    };
  const feedback = parameterOf(site, member, 'hot_standby_feedback');
  if (postgresqlBool(feedback?.value) !== true)
    return {
      what: 'hot_standby_feedback is off',
      at: feedback?.at() ?? site.dcs.at('postgresql', 'parameters', 'hot_standby_feedback'),
      remedy: 'write "hot_standby_feedback: on" beside it',
    };
  if (!usesSlots(site))
    return {
      what: 'use_slots is off',
      at: site.dcs.at('postgresql', 'use_slots'),
      remedy: leaveOut(site.dcs.at('postgresql', 'use_slots'), 'use_slots', {
        value: true,
        because: 'a standby without a slot of its own copies none',
      }),
    };
  if (!mayKnow(estate.software, 'slots.failover-left-alone'))
    return {
      what: `Patroni ${estate.software.patroni.text} removes the copies as unknown slots`,
      at: estate.softwareAt('patroni'),
      remedy: 'run Patroni 4.1 or later',
    };
  return undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const on = slotSyncAt(estate, site, member);
      const lack = on && lackOf(estate, site, member);
      if (!on || !lack) continue;
      yield {
        message: `sync_replication_slots is on for ${member.name}, and the member copies no slots: ${lack.what}`,
        at: on.at(),
        related: [{ at: lack.at, message: lack.what }],
        remedy: lack.remedy,
      };
    }
}

export const slotSyncOff: Rule = {
  id: 'replication/slot-sync-off',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'PostgreSQL 17 and later',
  summary: 'standbys should copy logical slots, and a setting that they need for it is off',
  why: 'The worker that copies the slots checks the settings that it needs, logs a line and ends. Everything else works until a failover: then the slots are missing, and subscribers have to begin anew.',
  references: [
    'https://www.postgresql.org/docs/current/logicaldecoding-explanation.html#LOGICALDECODING-REPLICATION-SLOTS-SYNCHRONIZATION',
    'postgres src/backend/replication/logical/slotsync.c: ValidateSlotSyncParams',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-0',
  ],
  afterPromotion: false,
  check: all,
};
