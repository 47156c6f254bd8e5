import { members } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { isPrimary, leaders, listingAt } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { takesWrites } from '../../compiler/live/status.ts';
import { get, numericAt } from '../../compiler/text/json.ts';

const ROLES: readonly string[] = ['sync_standby', 'quorum_standby'];

export const notSynchronous: LiveRule = {
  id: 'live/not-synchronous',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'fewer members are synchronous than commits should wait for',
  why: 'With synchronous_mode an acknowledged commit is on two members. If no member is synchronous, Patroni lets commits go on with one copy, and they are lost with the leader; with synchronous_mode_strict no commit completes.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
  ],
  *check(live) {
    for (const site of live.sites) {
      const { dcs } = site.site;
      const [leader] = leaders(site);
      // Patroni ignores the mode in a standby cluster.
      if (!isPrimary(live, site) || !leader || !takesWrites(leader.reached.status) || !syncMode(site.site))
        continue;
      const said = listingAt(site);
      if (!said || members(site.site).length < 2) continue;
      // As Patroni counts (global_config.py): strict waits for one at least.
      const count = numericAt(dcs.value, 'synchronous_node_count');
      const isStrict = patroniBool(get(dcs.value, 'synchronous_mode_strict')) === true;
      const wanted = Math.max(Number.isNaN(count) ? 1 : count, isStrict ? 1 : 0);
      const found = said.listing.members.filter(({ role }) => ROLES.includes(role)).length;
      if (found < wanted)
        yield {
          message: `${found === 0 ? 'no member' : `only ${found} ${found === 1 ? 'member' : 'members'}`} of ${site.site.name} ${found > 1 ? 'are' : 'is'} synchronous, and commits should wait for ${wanted} (by ${said.by.name})`,
          at: dcs.at('synchronous_mode'),
          related: [{ at: leader.node.nameAt, message: 'the leader' }],
          help: 'a standby that streams becomes synchronous within seconds, unless its tag nosync forbids it: see live/not-streaming and live/tags-differ',
        };
    }
  },
};
