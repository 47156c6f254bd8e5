import type { Estate } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';

function* all({ sites }: Estate): Generator<Draft> {
  for (const { name, dcs } of sites)
    if (patroniBool(get(dcs.value, 'pause')))
      yield {
        message: `${name} is paused: no member takes over when its leader dies`,
        at: dcs.at('pause'),
        help: 'remove pause: use "patronictl pause" and "patronictl resume" for as long as you need a pause',
        fix: withoutKey(dcs.at('pause')),
      };
}

export const paused: Rule = {
  id: 'failover/paused',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the dynamic configuration pauses Patroni',
  why: 'While paused, Patroni promotes no member and does not start a PostgreSQL that has stopped. A new cluster never leaves this state by itself, and a running cluster enters it whenever the file is applied.',
  references: ['https://patroni.readthedocs.io/en/latest/pause.html', 'patroni/global_config.py: is_paused'],
  afterPromotion: false,
  check: all,
};
