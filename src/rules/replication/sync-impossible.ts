import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { mayBeSync } from './sync-names.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const all = members(site);
    if (!syncMode(site) || !site.nodesKnown || all.length === 0) continue;
    if (all.length > 1 && all.some(mayBeSync)) continue;
    const strict = patroniBool(get(site.dcs.value, 'synchronous_mode_strict')) === true;
    yield {
      message: `${site.name} has synchronous_mode, and ${all.length === 1 ? 'a single member' : 'tags keep every member from being synchronous'}: ${strict ? 'while it leads no commit completes' : 'its commits are not synchronous'}`,
      at: site.dcs.at('synchronous_mode'),
      help: 'give the site a second member that may be synchronous, or remove synchronous_mode there',
    };
  }
}

export const syncImpossible: Rule = {
  id: 'replication/sync-impossible',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a site has synchronous_mode and no member that can be a synchronous standby',
  why: 'Patroni then lets commits complete without a second copy, and only its log says so: commits that seemed safe are lost with the leader. With synchronous_mode_strict no commit completes. Members of other sites do not count: Patroni knows only the members of its own site.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
    'patroni/postgresql/sync.py: _ReplicaList',
  ],
  afterPromotion: false,
  check: all,
};
