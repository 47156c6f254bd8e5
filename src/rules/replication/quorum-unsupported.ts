import type { Estate } from '../../compiler/estate/estate.ts';
import { mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  if (mayKnow(estate.software, 'synchronous_mode.quorum')) return;
  for (const { name, dcs } of estate.sites)
    if (wordOf(get(dcs.value, 'synchronous_mode')).toLowerCase() === 'quorum')
      yield {
        message: `synchronous_mode of ${name} is "quorum", which Patroni ${estate.software.patroni.text} treats as off: replication is asynchronous`,
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
  summary: 'synchronous_mode is quorum, which the declared Patroni treats as off',
  why: 'Before 4.0 Patroni only asks whether synchronous_mode is on, and treats a word that is neither on nor off as off. No commit waits for a standby, and a failover loses the last commits.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-0-0',
    'patroni/global_config.py: is_synchronous_mode',
  ],
  afterPromotion: false,
  check: all,
};
