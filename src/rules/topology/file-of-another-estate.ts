import { filesClaimed } from '../../compiler/estate/claims.ts';
import type { Rule } from '../../compiler/lint/rule.ts';
import { takenByAnother } from '../common/another-estate.ts';

export const fileOfAnotherEstate: Rule = {
  id: 'topology/file-of-another-estate',
  severity: 'error',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run write the same file for the same machine',
  why: 'The tree that is deployed last replaces the file of the other estate. At its next restart the program joins another cluster, or starts from another data directory.',
  references: ['https://patroni.readthedocs.io/en/latest/patroni_configuration.html'],
  afterPromotion: false,
  check: takenByAnother(
    filesClaimed,
    ({ words }) => `writes ${words}`,
    'give each estate its own machines; where the addresses are in networks that never meet, turn the rule off under lint.rules',
  ),
};
