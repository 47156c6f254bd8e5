import type { Estate } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { name, dcs } of estate.sites)
    for (const key of ['primary_stop_timeout', 'master_stop_timeout']) {
      const mode = get(dcs.value, 'synchronous_mode');
      const isSynchronous = patroniBool(mode) === true || wordOf(mode).toLowerCase() === 'quorum';
      if (isSynchronous || (amountOf(get(dcs.value, key)) ?? 0) <= 0) continue;
      yield {
        message: `${key} of ${name} has no effect, because synchronous_mode is off`,
        at: dcs.at(key),
        help: 'remove it, or switch synchronous_mode on',
      };
    }
}

export const stopTimeoutUnused: Rule = {
  id: 'timing/stop-timeout-unused',
  severity: 'info',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'primary_stop_timeout has no effect without synchronous mode',
  why: 'Patroni kills a primary that does not stop in time only where a synchronous standby has all of its commits. Without synchronous_mode Patroni waits, however long that takes.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/ha.py: primary_stop_timeout',
  ],
  afterPromotion: false,
  check: all,
};
