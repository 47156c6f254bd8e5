import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { withoutOverride } from '../common/fixes.ts';
import { settings } from './ring-setting.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { node, value, at } of settings(estate, 'unsafe-no-fsync'))
    if (value === true)
      yield {
        message: `etcd of ${node.name} does not wait until the disk has what it promised`,
        at,
        help: 'remove unsafe-no-fsync: it is for tests',
        fix: withoutOverride(at),
      };
}

export const unsafeNoFsync: Rule = {
  id: 'etcd/unsafe-no-fsync',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'etcd does not wait for its disk',
  why: 'A member that loses power forgets what it voted for and what it acknowledged. When it comes back it can vote again, and a leader lock that the ring has given to one node is given to another.',
  references: [
    'etcd server/embed/config.go: UnsafeNoFsync',
    'https://etcd.io/docs/v3.5/op-guide/configuration/#unsafe-features',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
