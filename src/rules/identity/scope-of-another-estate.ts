import { scopesClaimed } from '../../compiler/estate/claims.ts';
import type { Rule } from '../../compiler/lint/rule.ts';
import { takenByAnother } from '../common/another-estate.ts';

export const scopeOfAnotherEstate: Rule = {
  id: 'identity/scope-of-another-estate',
  severity: 'warning',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run have sites with the same Patroni scope',
  why: 'The scope names a cluster in commands, in alerts and in PostgreSQL (cluster_name): a command meant for one estate reaches the other. Two clusters with the same scope become one cluster if they ever see the same etcd.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://github.com/patroni/patroni/issues/1617',
  ],
  afterPromotion: false,
  check: takenByAnother(
    scopesClaimed,
    ({ words }) => `has ${words}`,
    'give each site of each estate its own scope, such as the name of the estate followed by the name of the site',
  ),
};
