import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { withoutKey } from '../common/fixes.ts';
import { settings } from './ring-setting.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { node, value, at } of settings(estate, 'unsafe-no-fsync'))
    if (value === true)
      yield {
        message: `etcd of ${node.name} confirms writes before they are on disk`,
        at,
        help: 'remove unsafe-no-fsync: it is for tests',
        fix: withoutKey(at),
      };
}

export const unsafeNoFsync: Rule = {
  id: 'etcd/unsafe-no-fsync',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'etcd does not wait until its writes are on disk',
  why: 'A member that loses power forgets its votes and the writes that it confirmed. When it comes back it can vote again, and the ring gives another node a leader lock that one node already holds.',
  references: [
    'etcd server/embed/config.go: UnsafeNoFsync',
    'https://etcd.io/docs/v3.5/op-guide/configuration/#unsafe-features',
  ],
  afterPromotion: false,
  check: all,
};
