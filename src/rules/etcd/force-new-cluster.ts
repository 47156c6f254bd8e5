import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { withoutOverride } from '../common/fixes.ts';
import { settings } from './ring-setting.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { node, value, at } of settings(estate, 'force-new-cluster'))
    if (value === true)
      yield {
        message: `etcd of ${node.name} leaves its ring, and is a ring of its own, at each start`,
        at,
        help: 'remove force-new-cluster; where a ring is lost for good, give it as an option to one start by hand',
        fix: withoutOverride(at),
      };
}

export const forceNewCluster: Rule = {
  id: 'etcd/force-new-cluster',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'an etcd member makes a ring of its own whenever it starts',
  why: 'It throws the other members out of what it takes for the ring. They go on without it: there are two rings with one content, two leader locks, and two primaries in one site.',
  references: [
    'etcd server/embed/config.go: ForceNewCluster',
    'https://etcd.io/docs/v3.5/op-guide/recovery/',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
