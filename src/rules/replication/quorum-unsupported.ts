import type { Estate } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  if (knows(estate.software, 'synchronous_mode.quorum')) return;
  for (const { name, dcs } of estate.sites)
    if (wordOf(get(dcs.value, 'synchronous_mode')).toLowerCase() === 'quorum')
      yield {
        message: `synchronous_mode of ${name} is "quorum", which Patroni ${estate.software.patroni.text} takes for off: replication is asynchronous`,
        at: dcs.at('synchronous_mode'),
        help: 'write true, or run Patroni 4.0 or later',
      };
}

export const quorumUnsupported: Rule = {
  id: 'replication/quorum-unsupported',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  applies: 'Patroni before 4.0',
  summary: 'quorum commit with a Patroni that takes it for off',
  why: 'Before 4.0 Patroni asks whether synchronous_mode is on, and a word that is neither on nor off is off. Nothing waits for a standby, and a failover loses what was committed last.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-0-0',
    'patroni/global_config.py: is_synchronous_mode',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
