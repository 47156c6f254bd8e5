import type { Estate } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { together } from '../common/words.ts';
import { followersOf, membersBySyncName, type Streaming, streamingFrom, waitsFor } from './sync-names.ts';

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary) return;
  const followers = followersOf(estate, primary);
  const there = new Map(
    followers.flatMap((site) => [...membersBySyncName(site)].map(([name]) => [name, site.name])),
  );
  if (there.size === 0) return;
  let streaming: Streaming | undefined;
  for (const leader of candidates(primary)) {
    const wanted = waitsFor(estate, primary, leader);
    const name = wanted?.names.find((one) => one === '*' || there.has(one));
    if (!wanted || name === undefined) continue;
    streaming ??= streamingFrom(estate, primary);
    // Where not even that is enough it is a finding of replication/sync-standby-missing.
    if ((streaming(leader, wanted) ?? wanted.count) < wanted.count) continue;
    const site = name === '*' ? together(followers.map((one) => one.name)) : there.get(name);
    yield {
      message: `"${name}" in synchronous_standby_names makes commits of ${primary.name} wait for ${site}`,
      at: wanted.written.at(),
      help: 'use synchronous_mode, with which Patroni chooses among the members of the site; or name only members of the site',
    };
  }
}

export const syncAcrossSites: Rule = {
  id: 'replication/sync-across-sites',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 3.3.2 and later; before, Patroni takes the parameter away',
  summary: 'synchronous_standby_names makes the standby leader of another site a synchronous standby',
  why: 'Commits then wait for the network between the sites, and hang when the network or the other site is lost. A commit that only the other site acknowledged is on no replica of this site: a failover here loses it.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-SYNCHRONOUS-STANDBY-NAMES',
    'https://patroni.readthedocs.io/en/latest/replication_modes.html',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  afterPromotion: true,
  check: all,
};
