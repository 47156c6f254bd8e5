import { parameterIn } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { wordOf } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    if (!syncMode(site)) continue;
    for (const tree of [site.dcs, ...members(site).map(({ patroni }) => patroni)]) {
      const written = parameterIn(tree, 'synchronous_standby_names');
      if (!written || wordOf(written.value).trim() === '') continue;
      yield {
        message: `synchronous_standby_names is written for ${site.name}, where Patroni writes it (synchronous_mode): "${wordOf(written.value)}" has no effect`,
        at: written.at(),
        related: [{ at: site.dcs.at('synchronous_mode'), message: 'synchronous_mode' }],
        help: 'remove it; synchronous_node_count says how many members commits wait for, and the tag nosync excludes a member',
        fix: withoutKey(written.at()),
      };
    }
  }
}

export const syncNamesIgnored: Rule = {
  id: 'replication/sync-names-ignored',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'synchronous_standby_names is written beside synchronous_mode',
  why: 'With synchronous_mode Patroni writes the parameter itself, from the members that it finds. The written value has no effect: a commit waits for other members than you meant, and for as many as synchronous_node_count says.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
    'patroni/postgresql/config.py: get_server_parameters',
  ],
  afterPromotion: false,
  check: all,
};
