import { tokensClaimed } from '../../compiler/estate/claims.ts';
import type { Rule } from '../../compiler/lint/rule.ts';
import { takenByAnother } from '../common/another-estate.ts';

export const tokenOfAnotherEstate: Rule = {
  id: 'etcd/token-of-another-estate',
  severity: 'warning',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run have an etcd ring of the same initial-cluster-token',
  why: 'The token goes into the ids of a ring and its members. With one token, a member that is given a peer address of the other ring is taken in instead of turned away.',
  references: [
    'https://etcd.io/docs/v3.5/op-guide/clustering/',
    'https://github.com/etcd-io/etcd/issues/3690',
  ],
  afterPromotion: false,
  check: takenByAnother(
    tokensClaimed,
    ({ words }) => `has ${words}`,
    'give each ring of each estate a token of its own, such as its name behind that of the estate',
  ),
};
