import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, numericAt, textAt } from '../../compiler/text/json.ts';
import { together } from '../common/words.ts';
import { mayBeSync } from './sync-names.ts';

interface Scarcity {
  readonly leader: Member;
  readonly standbys: readonly Member[];
}

/** Whether a member streams from another one than the leader, which then is nobody to wait for (sync.py, _should_cascade). */
function cascades(site: Site, member: Member, leader: Member): boolean {
  const source = textAt(member.patroni.value, 'tags', 'replicatefrom');
  const other = members(site).find((one) => one !== member && memberName(one) === source);
  return other !== undefined && other !== leader;
}

/** The member that has the fewest to wait for while it leads. */
function scarcest(site: Site): Scarcity | undefined {
  return candidates(site)
    .map((leader) => ({
      leader,
      standbys: members(site).filter(
        (one) => one !== leader && mayBeSync(one) && !cascades(site, one, leader),
      ),
    }))
    .sort((a, b) => a.standbys.length - b.standbys.length)[0];
}

/** What commits wait for is fewer than were asked for, from the first day on. */
function unmet(site: Site, { leader, standbys }: Scarcity): Draft | undefined {
  const count = numericAt(site.dcs.value, 'synchronous_node_count');
  if (!(count > standbys.length)) return undefined;
  return {
    message: `commits of ${site.name} are to wait for ${count} members, and ${standbys.length === 1 ? 'only one' : `only ${standbys.length}`} can be synchronous while ${leader.name} leads: Patroni waits for fewer, and only its log says so`,
    at: site.dcs.at('synchronous_node_count'),
    help: `write ${standbys.length}, or give ${site.name} more members that may be synchronous`,
  };
}

/** One other member alone may be waited for. */
function single(site: Site, { leader, standbys }: Scarcity): Draft {
  const strict = patroniBool(get(site.dcs.value, 'synchronous_mode_strict')) === true;
  const only = together(standbys.map(({ name }) => name));
  return {
    message: strict
      ? `while ${leader.name} leads ${site.name} and ${only} is away, no commit completes: synchronous_mode_strict is on, and no other member can be synchronous`
      : `while ${leader.name} leads ${site.name} and ${only} is away, commits wait for nobody: no other member can be synchronous`,
    at: site.dcs.at(strict ? 'synchronous_mode_strict' : 'synchronous_mode'),
    help: 'add a third member that may be synchronous: then one member may be away',
  };
}

/** Whether commits wait at all: a Patroni that does not know quorum takes it for off (replication/quorum-unsupported). */
const waits = ({ software }: Estate, site: Site): boolean =>
  syncMode(site) &&
  (patroniBool(get(site.dcs.value, 'synchronous_mode')) === true ||
    knows(software, 'synchronous_mode.quorum'));

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const scarce = waits(estate, site) && site.nodesKnown ? scarcest(site) : undefined;
    // With nobody at all to wait for it is a finding of replication/sync-impossible.
    if (!scarce || scarce.standbys.length === 0) continue;
    const found = unmet(site, scarce) ?? (scarce.standbys.length === 1 ? single(site, scarce) : undefined);
    if (found) yield found;
  }
}

export const syncStandbyScarce: Rule = {
  id: 'replication/sync-standby-scarce',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'commits of a site wait for every member that can be synchronous',
  why: 'Every restart of the only synchronous member matters: without synchronous_mode_strict commits go on with a single copy, and are lost with the leader; with it no commit completes until the member is back. If commits should wait for more members than there are, Patroni waits for those that there are.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
    'patroni/ha.py: process_sync_replication, _process_quorum_replication',
    'patroni/postgresql/sync.py: current_state',
  ],
  afterPromotion: false,
  check: all,
};
