import type { Estate } from '../../compiler/estate/estate.ts';
import { get, wordOf } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';
import { oncePerPlace } from '../rule.ts';

/** Names of before 3.0, read only where the new one is missing. */
const RENAMED = [
  ['master_start_timeout', 'primary_start_timeout'],
  ['master_stop_timeout', 'primary_stop_timeout'],
] as const;

function* all(estate: Estate): Generator<Draft> {
  for (const { name, dcs } of estate.sites)
    for (const [old, now] of RENAMED)
      if (get(dcs.value, old) !== undefined && get(dcs.value, now) !== undefined)
        yield {
          message: `Patroni does not read ${old} of ${name}, for there is ${now}`,
          at: { ...dcs.at(old), part: 'key' },
          related: [{ at: dcs.at(now), message: `${now} is ${wordOf(get(dcs.value, now))}` }],
          help: `write ${now}`,
        };
}

export const keyShadowed: Rule = {
  id: 'placement/key-shadowed',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'the old name of a key, beside the new one',
  why: 'Patroni 3.0 gave two keys new names, and reads the old ones only while the new ones are missing.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-0-0',
    'patroni/global_config.py',
  ],
  bothWays: false,
  check: (estate) => oncePerPlace(all(estate)),
};
