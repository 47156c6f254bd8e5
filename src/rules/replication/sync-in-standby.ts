import type { Estate } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* all(estate: Estate): Generator<Draft> {
  if (mayKnow(estate.software, 'standby_cluster.sync-ignored')) return;
  for (const site of estate.sites) {
    if (site.role !== 'standby' || !syncMode(site)) continue;
    yield {
      message: `${site.name} is a standby site with synchronous_mode: Patroni ${estate.software.patroni.text} cannot switch over there`,
      at: site.dcs.at('synchronous_mode'),
      related: [{ at: estate.softwareAt('patroni'), message: 'the version of Patroni' }],
      help: 'run Patroni 3.2 or later, or write synchronous_mode under the primary site and move it with a promotion',
    };
  }
}

export const syncInStandby: Rule = {
  id: 'replication/sync-in-standby',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  applies: 'Patroni before 3.2',
  summary: 'a standby site has synchronous_mode, and its Patroni does not ignore it there',
  why: 'PostgreSQL has no cascading synchronous replication. From 3.2 on Patroni ignores synchronous_mode in a standby cluster; before, it waits for a synchronous standby that cannot exist, and a switchover at the standby site fails.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-2-0',
    'https://github.com/patroni/patroni/issues/2892',
  ],
  afterPromotion: true,
  check: all,
};
