import { scopesClaimed } from '../../compiler/estate/claims.ts';
import type { Rule } from '../../compiler/lint/rule.ts';
import { takenByAnother } from '../common/another-estate.ts';

export const scopeOfAnotherEstate: Rule = {
  id: 'identity/scope-of-another-estate',
  severity: 'warning',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run have a site of the same Patroni scope',
  why: 'The scope is the name of a cluster in commands, in alerts and in PostgreSQL (cluster_name): what is meant for one estate reaches the other. Two clusters of one scope that ever see the same etcd become one cluster.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://github.com/patroni/patroni/issues/1617',
  ],
  afterPromotion: false,
  check: takenByAnother(
    scopesClaimed,
    ({ words }) => `has ${words}`,
    'give each site of each estate a scope of its own, such as its name behind that of the estate',
  ),
};
