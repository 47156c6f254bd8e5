import type { Effective } from '../../compiler/estate/effective.ts';
import { memberName, parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { slotName } from '../../compiler/facts/slot-name.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, listAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { together } from '../common/words.ts';
import { consumed, isMade, keptBy, usesSlots } from './kept-slots.ts';

const PARAMETER = 'synchronized_standby_slots';

/** The slots that logical replication waits for, as a member has them written. */
const waitedFor = (written: Effective): string[] =>
  wordOf(written.value)
    .split(',')
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '');

/** Whether a member streams from the leader, by a slot there: not who streams from another one, or from nobody. */
function streamsFromLeader(member: Member, site: Site, leader: Member): boolean {
  if (patroniBool(get(member.patroni.value, 'tags', 'nostream')) === true) return false;
  const source = textAt(member.patroni.value, 'tags', 'replicatefrom');
  const there = members(site).some((one) => one !== member && memberName(one) === source);
  return !there || source === memberName(leader);
}

/** The slots of a leader that somebody streams from: those of members, and of sites that follow. */
function slotsOf(estate: Estate, site: Site, leader: Member): Set<string> {
  const own = members(site).filter((one) => one !== leader && streamsFromLeader(one, site, leader));
  const followers = estate.sites.filter(({ upstream }) => upstream === site).map(consumed);
  const kept = Object.entries(keptBy(site).slots).flatMap(([name, value]) =>
    isMade(estate, site, name, value) ? [name] : [],
  );
  const ours = new Set(estate.sites.flatMap(members).map((one) => slotName(memberName(one))));
  // A permanent slot that no site of the estate consumes may serve somebody whom the topology does not know.
  return new Set([
    ...own.map((one) => slotName(memberName(one))),
    ...kept.filter((name) => followers.includes(name) || !ours.has(name)),
  ]);
}

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary?.nodesKnown || !usesSlots(primary)) return;
  if (
    !knows(estate.software, 'replication.slot-sync') ||
    listAt(primary.dcs.value, 'ignore_slots').length > 0
  )
    return;
  for (const leader of candidates(primary)) {
    const written = parameterOf(primary, leader, PARAMETER);
    const wanted = written ? waitedFor(written) : [];
    if (!written || wanted.length === 0) continue;
    const there = slotsOf(estate, primary, leader);
    const missing = wanted.filter((name) => !there.has(name));
    if (missing.length === 0) continue;
    yield {
      message: `while ${leader.name} leads, nobody streams from slot ${together(missing.map((name) => `"${name}"`))} there, and logical replication waits for ${missing.length === 1 ? 'it' : 'them'}`,
      at: written.at(),
      help: `name slots that somebody streams from, whichever member leads: the slot of a member with nofailover, or of a site that follows; or leave ${PARAMETER} out`,
    };
  }
}

export const standbySlotMissing: Rule = {
  id: 'replication/standby-slot-missing',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'PostgreSQL 17 and later',
  summary: 'logical replication waits for a slot that does not exist or that nobody streams from',
  why: 'synchronized_standby_slots stays the same when another member takes over, and no member has a slot for itself. Subscribers of slots with failover get nothing until somebody notices the warnings in the log, and the WAL that they have not read fills the disk.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-SYNCHRONIZED-STANDBY-SLOTS',
    'postgres src/backend/replication/slot.c: StandbySlotsHaveCaughtup',
    'patroni/dcs/__init__.py: _get_members_slots',
  ],
  afterPromotion: true,
  check: all,
};
