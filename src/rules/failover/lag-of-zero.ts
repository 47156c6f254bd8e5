import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';

const KEY = 'maximum_lag_on_failover';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const value = get(site.dcs.value, KEY);
    // What is no number is 1 MB to Patroni: see placement/value-misread.
    const bytes = amountOf(value);
    if (bytes === undefined || bytes > 0 || members(site).length < 2) continue;
    yield {
      message: `${KEY} of ${site.name} is ${wordOf(value)}: a member that lacks one byte of what the leader last reported may not take over`,
      at: site.dcs.at(KEY),
      help: 'leave it out (1048576), or write how many bytes may be lost; to lose nothing, write synchronous_mode',
    };
  }
}

export const lagOfZero: Rule = {
  id: 'failover/lag-of-zero',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'maximum_lag_on_failover leaves no room for any lag',
  why: 'The leader reports its WAL position in each loop, and replicas receive WAL a moment later. If the leader dies in that moment, under load, every replica is behind: all wait for a leader that does not come back, and the site has no leader until someone fails over by hand. The limit does not protect data either: writes after the last report are lost all the same.',
  references: [
    'patroni/ha.py: is_lagging',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://patroni.readthedocs.io/en/latest/replication_modes.html',
  ],
  afterPromotion: false,
  check: all,
};
