import type { Estate } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, isMap } from '../../compiler/text/json.ts';
import { shown } from '../common/words.ts';

const HELP = 'write a list of maps: [{ name: …, type: logical, database: …, plugin: … }]';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const value = get(site.dcs.value, 'ignore_slots');
    if (value === undefined || !pythonBool(value)) continue;
    const consequence = 'Patroni fails on it, and makes no slots';
    if (!Array.isArray(value))
      yield {
        message: `ignore_slots of ${site.name} is ${shown(value)}, not a list: ${consequence}`,
        at: site.dcs.at('ignore_slots'),
        help: HELP,
      };
    else
      for (const [index, matcher] of value.entries())
        if (!isMap(matcher))
          yield {
            message: `ignore_slots of ${site.name} holds ${shown(matcher)}, not a map: ${consequence}`,
            at: site.dcs.at('ignore_slots', index),
            help: HELP,
          };
  }
}

export const ignoreSlotsInvalid: Rule = {
  id: 'replication/ignore-slots-invalid',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'ignore_slots is not a list of maps',
  why: 'Patroni reads ignore_slots before it removes an unknown slot, and only then makes the missing slots. A value that is not a list of maps raises an exception, and only the log says so: Patroni makes no slots for members that join and for sites that follow.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/postgresql/slots.py: ignore_replication_slot, sync_replication_slots',
    'https://github.com/patroni/patroni/issues/3488',
  ],
  afterPromotion: false,
  check: all,
};
