import { parameterIn } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { has, knows, SUPPORTED } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { declare, oneOf } from '../common/remedies.ts';
import { consumed } from './kept-slots.ts';

/** Whether a site that follows gets over a gap, from an archive or from what its upstream keeps anyway. */
const isCovered = (site: Site, upstream: Site): boolean =>
  textAt(site.dcs.value, 'standby_cluster', 'restore_command') !== undefined ||
  parameterIn(upstream.dcs, 'wal_keep_size') !== undefined;

function* check(estate: Estate): Generator<Draft> {
  const { software } = estate;
  // An older one is not supported at all: topology/version-unsupported.
  if (knows(software, 'slots.on-replicas') || !has(software.patroni, [SUPPORTED.patroni[0]])) return;
  for (const site of estate.sites) {
    const { upstream } = site;
    const slot = consumed(site);
    if (!upstream || slot === undefined || members(upstream).length < 2 || isCovered(site, upstream))
      continue;
    yield {
      message: `Patroni ${software.patroni.text} keeps slot "${slot}" only on the leader of ${upstream.name}: the next leader makes it anew, and WAL may be missing`,
      at: estate.softwareAt('patroni'),
      remedy: oneOf(
        'write wal_keep_size under postgresql.parameters',
        declare('restore command', { site: site.name }),
        'run Patroni 3.2 or later',
      ),
    };
    return;
  }
}

export const slotMadeAnew: Rule = {
  id: 'replication/slot-made-anew',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni before 3.2',
  summary: 'the slot of a standby site does not survive a failover of its upstream',
  why: 'Before 3.2 a permanent slot exists only on the leader. The next leader makes it anew at its own position: if the standby site was away or behind, nobody keeps the WAL in between for it, and the whole site has to be copied anew.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-2-0',
    'https://github.com/patroni/patroni/pull/2852',
    'patroni/dcs/__init__.py: get_replication_slots, 3.0.2',
  ],
  afterPromotion: false,
  check,
};
