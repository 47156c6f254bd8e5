import { tokensClaimed } from '../../compiler/estate/claims.ts';
import type { Rule } from '../../compiler/lint/rule.ts';
import { takenByAnother } from '../common/another-estate.ts';

export const tokenOfAnotherEstate: Rule = {
  id: 'etcd/token-of-another-estate',
  severity: 'warning',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run have etcd rings with the same initial-cluster-token',
  why: 'The token is part of the ids of a ring and its members. With the same token, a ring accepts a member that was given a peer address of the other ring, instead of turning it away.',
  references: [
    'https://etcd.io/docs/v3.5/op-guide/clustering/',
    'https://github.com/etcd-io/etcd/issues/3690',
  ],
  afterPromotion: false,
  check: takenByAnother(
    tokensClaimed,
    ({ words }) => `has ${words}`,
    'give each ring of each estate its own token, such as the estate name followed by the site name',
  ),
};
