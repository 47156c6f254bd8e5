import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { firstToKnow, mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  const { software } = estate;
  if (mayKnow(software, 'failsafe.etcd3')) return;
  for (const site of estate.sites) {
    const isEtcd3 = members(site).some(({ patroni }) => get(patroni.value, 'etcd3') !== undefined);
    if (isEtcd3 && patroniBool(get(site.dcs.value, 'failsafe_mode')) === true)
      yield {
        message: `failsafe_mode of ${site.name} may not work with etcd3 in Patroni ${software.patroni.text}`,
        at: site.dcs.at('failsafe_mode'),
        help: `run Patroni ${firstToKnow(software, 'failsafe.etcd3')} or later`,
      };
  }
}

export const failsafeUnreliable: Rule = {
  id: 'failover/failsafe-unreliable',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni before 3.3.10, 4.0.0 to 4.0.8, and 4.1.0 to 4.1.2',
  summary: 'failsafe_mode is on, but this Patroni does not always notice that etcd is lost',
  why: 'Patroni did not treat every answer of an etcd without a leader as a loss of etcd. It then does not enter failsafe mode and demotes the primary: on the day etcd fails, writes stop.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-3',
    'https://patroni.readthedocs.io/en/latest/dcs_failsafe_mode.html',
    'patroni/dcs/etcd3.py: _raise_for_data',
    'https://github.com/etcd-io/etcd/issues/21671',
  ],
  afterPromotion: false,
  check: all,
};
