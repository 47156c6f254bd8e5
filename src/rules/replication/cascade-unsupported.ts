import type { Estate } from '../../compiler/estate/estate.ts';
import { mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';

function* check(estate: Estate): Generator<Draft> {
  if (mayKnow(estate.software, 'standby_cluster.cascade')) return;
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    if (upstream?.role !== 'standby') continue;
    if (get(dcs.value, 'standby_cluster') === undefined) continue;
    if (textAt(dcs.value, 'standby_cluster', 'primary_slot_name') === undefined) continue;
    yield {
      message: `${site.name} streams from ${upstream.name}, a standby site, and Patroni ${estate.software.patroni.text} connects only to primaries`,
      at: site.follow?.at ?? site.at,
      related: [{ at: estate.softwareAt('patroni'), message: 'the version of Patroni' }],
      help: `follow the primary, or run Patroni 3.3 or later at ${site.name}`,
    };
  }
}

export const cascadeUnsupported: Rule = {
  id: 'replication/cascade-unsupported',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni before 3.3',
  summary: 'a site streams from a standby site, and its Patroni connects only to primaries',
  why: 'Before 3.3 Patroni gives a standby leader that uses a slot target_session_attrs=read-write. No host of a standby site takes writes, so the standby leader never connects.',
  references: [
    'patroni/postgresql/config.py: build_recovery_params, 3.2 and 3.3',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-3-0',
  ],
  afterPromotion: true,
  check,
};
