import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/estate/slot-name.ts';
import { isMap, textAt } from '../../compiler/estate/tree.ts';
import { knows } from '../../compiler/estate/version.ts';
import type { Draft, Rule } from '../rule.ts';
import { keptBy, usesSlots } from './kept-slots.ts';

/** The slot a site streams from. */
const consumed = ({ dcs }: Site): string | undefined => {
  const asked = textAt(dcs.value, 'standby_cluster', 'primary_slot_name');
  return asked === undefined ? undefined : slotName(asked);
};

/** Slots of the estate's own sites, whoever leads: any other may serve somebody whom the topology does not know. */
const ownSlots = (estate: Estate): ReadonlySet<string | undefined> =>
  new Set([estate, ...estate.reversed()].flatMap(({ sites }) => sites.map(consumed)));

/** Whether Patroni makes this slot while the site has the role it has. */
function isMade(estate: Estate, site: Site, value: unknown): boolean {
  if (isMap(value) && (value.type ?? 'physical') !== 'physical') return false;
  const type = isMap(value) ? value.cluster_type : undefined;
  if (!knows(estate.software, 'slots.cluster_type') || type === undefined) return true;
  return type === site.role;
}

function* check(estate: Estate): Generator<Draft> {
  let own: ReturnType<typeof ownSlots> | undefined;
  for (const site of estate.sites) {
    if (site.role === undefined || !usesSlots(site)) continue;
    const kept = keptBy(site);
    const followers = estate.sites.filter(({ upstream }) => upstream === site);
    const inUse = new Set(followers.map(consumed));
    for (const [name, value] of Object.entries(kept.slots)) {
      // What is derived is right for the role; without overrides the promotions need not be looked at.
      if (inUse.has(name) || !site.dcs.isOverridden(kept.key, name) || !isMade(estate, site, value)) continue;
      own ??= ownSlots(estate);
      if (!own.has(name)) continue;
      yield {
        message: `${site.name} keeps slot "${name}", and nobody streams from it while ${estate.primary?.name ?? 'the primary'} leads`,
        at: kept.at(name),
        help: knows(estate.software, 'slots.cluster_type')
          ? 'add "cluster_type: primary", or remove the override: the slot is then derived'
          : `remove the override: before Patroni 4.1 the slot has to wait until ${site.name} leads, and the compiler then adds it`,
      };
    }
  }
}

export const slotIdle: Rule = {
  id: 'replication/slot-idle',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'an override has a site keep a slot that nobody uses while the sites have their roles',
  why: 'A slot that nobody streams from holds back WAL from the moment it is made: the disk fills, PostgreSQL stops, and that on the site that is meant to survive. Where max_slot_wal_keep_size bounds it, the slot is lost by the time it is needed.',
  references: [
    'https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-SLOTS',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-0',
  ],
  bothWays: false,
  check,
};
