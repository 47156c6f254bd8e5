import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { withoutKey } from '../common/fixes.ts';
import { settings } from './ring-setting.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { node, value, at } of settings(estate, 'force-new-cluster'))
    if (value === true)
      yield {
        message: `etcd of ${node.name} leaves its ring and forms a new ring at each start`,
        at,
        help: 'remove force-new-cluster; if a ring is lost permanently, use the option once, when you start a member by hand',
        fix: withoutKey(at),
      };
}

export const forceNewCluster: Rule = {
  id: 'etcd/force-new-cluster',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'an etcd member forms a new ring each time it starts',
  why: 'The member removes the other members from its own view of the ring, and they continue without it: there are two rings with the same contents, two leader locks, and two primaries in one site.',
  references: [
    'etcd server/embed/config.go: ForceNewCluster',
    'https://etcd.io/docs/v3.5/op-guide/recovery/',
  ],
  afterPromotion: false,
  check: all,
};
