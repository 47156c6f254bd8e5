import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { isMap } from '../../compiler/text/json.ts';
import { defectOf, isWritten, keptBy, ownSlots } from './kept-slots.ts';

type Words = Required<Pick<Draft, 'message' | 'help'>>;

function ineffective(estate: Estate, site: Site, name: string, type: unknown): Words | undefined {
  if (!knows(estate.software, 'slots.cluster_type'))
    return {
      message: `Patroni ${estate.software.patroni.text} does not know cluster_type: ${site.name} keeps slot "${name}" whether it is primary or not`,
      help: 'remove the slot where nobody streams from it, or run Patroni 4.1 or later',
    };
  if (type !== 'primary' && type !== 'standby')
    return {
      message: `cluster_type of slot "${name}" is neither primary nor standby: ${site.name} keeps it whether it is primary or not`,
      help: 'write "primary" or "standby"',
    };
  // Its members get the list that was not filtered (patroni/dcs/__init__.py, _get_permanent_slots, up to 4.1.4 at least).
  return type === 'standby'
    ? {
        message: `slot "${name}" has cluster_type standby, and ${site.name} keeps it even while it is primary`,
        help: 'remove cluster_type; or remove the slot, if nobody streams from it while the site is primary',
      }
    : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  const written = estate.sites.filter(isWritten);
  if (written.length === 0) return;
  const own = ownSlots(estate);
  for (const site of written) {
    const kept = keptBy(site);
    for (const [name, value] of Object.entries(kept.slots)) {
      const type = isMap(value) ? value.cluster_type : undefined;
      // Slots of the estate's own sites are judged by who streams from them: replication/slot-idle, slot-mismatch.
      if (type === undefined || own.has(name) || defectOf(name, value) !== undefined) continue;
      const words = ineffective(estate, site, name, type);
      if (words) yield { ...words, at: site.dcs.at(kept.key, name, 'cluster_type') };
    }
  }
}

export const clusterTypeIgnored: Rule = {
  id: 'replication/cluster-type-ignored',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the cluster_type of a slot has no effect',
  why: 'Patroni makes the slot in the wrong role too. If nobody streams from it then, the slot holds WAL until the disk is full, or until max_slot_wal_keep_size invalidates it.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-0',
    'patroni/dcs/__init__.py: permanent_physical_slots, _get_permanent_slots',
  ],
  afterPromotion: false,
  check: all,
};
