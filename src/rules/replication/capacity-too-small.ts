import { memberName, parameterIn } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/estate/slot-name.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';
import { oncePerPlace } from '../rule.ts';
import { defectOf, isMade, keptBy, usesSlots } from './kept-slots.ts';

/** What a leader hands out, and what is wanted of it at the same time. */
interface Demand {
  readonly parameter: 'max_wal_senders' | 'max_replication_slots';
  /** What Patroni sets where nothing is written, or less than it takes (patroni/postgresql/config.py, CMDLINE_OPTIONS). */
  readonly standard: number;
  readonly least: number;
  readonly wanted: number;
  readonly what: string;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function demandsOf(estate: Estate, site: Site): Demand[] {
  const replicas = Math.max(members(site).length - 1, 0);
  const followers = estate.sites.filter(
    ({ upstream, dcs }) => upstream === site && textAt(dcs.value, 'standby_cluster', 'host'),
  ).length;
  const own = new Set(members(site).map((member) => slotName(memberName(member))));
  const kept = Object.entries(keptBy(site).slots).filter(
    ([name, value]) =>
      !own.has(name) &&
      (isMade(estate, site, name, value) || (site.role === 'primary' && defectOf(name, value) === 'logical')),
  ).length;
  return [
    {
      parameter: 'max_wal_senders',
      standard: 10,
      least: 3,
      // A base backup takes two: one more than the replica had that it is made anew for.
      wanted: replicas + followers + 1,
      what: `${counted(replicas, 'replica')}, ${counted(followers, 'site')} and a base backup`,
    },
    {
      parameter: 'max_replication_slots',
      standard: 10,
      least: 4,
      wanted: usesSlots(site) ? replicas + kept : 0,
      what: `${counted(replicas, 'replica')} and ${counted(kept, 'permanent slot')}`,
    },
  ];
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const { parameter, standard, least, wanted, what } of demandsOf(estate, site)) {
      const written = Number(parameterIn(site.dcs, parameter)?.value ?? standard);
      const held = Number.isInteger(written) && written >= least ? written : standard;
      if (held >= wanted) continue;
      yield {
        message: `${parameter} of ${site.name} is ${held}, and ${what} take ${wanted}`,
        at: site.dcs.at('postgresql', 'parameters', parameter),
        help: `leave ${parameter} out: it is then derived; or write ${wanted + 2} or more`,
      };
    }
}

export const capacityTooSmall: Rule = {
  id: 'replication/capacity-too-small',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site has fewer WAL senders or replication slots than stream from it',
  why: 'Whoever comes last is turned away: a replica, the standby site, or the base backup by which a lost node comes back. Which one it is changes with every restart, and a slot that cannot be made holds no WAL.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-WAL-SENDERS',
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-REPLICATION-SLOTS',
    'patroni/dcs/__init__.py: _get_members_slots',
    'patroni/postgresql/bootstrap.py: basebackup',
  ],
  bothWays: true,
  check: (estate) => oncePerPlace(all(estate)),
};
