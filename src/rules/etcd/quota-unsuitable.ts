import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { settings } from './ring-setting.ts';

const MIB = 2 ** 20;
/** What etcd itself warns above (storage/quota.go, MaxQuotaBytes), and what no database of Patroni fits into. */
const [MOST, LEAST] = [8192 * MIB, 16 * MIB];

function* all(estate: Estate): Generator<Draft> {
  for (const { node, value, at } of settings(estate, 'quota-backend-bytes')) {
    // 0 is the default, 2 GiB; less is no quota.
    if (typeof value !== 'number' || value <= 0 || (value >= LEAST && value <= MOST)) continue;
    yield {
      message:
        value < LEAST
          ? `etcd of ${node.name} takes nothing more after ${value} bytes`
          : `etcd of ${node.name} may grow to ${value} bytes, more than the 8 GiB that etcd is made for`,
      at,
      help: 'write bytes: 2147483648 is 2 GiB, which is derived, 8589934592 is 8 GiB',
    };
  }
}

export const quotaUnsuitable: Rule = {
  id: 'etcd/quota-unsuitable',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'the quota of etcd is too small to be meant, or larger than etcd is made for',
  why: 'A database that reaches its quota takes nothing more (NOSPACE): the leader lock is not renewed, and the site has no primary until somebody compacts, defragments and disarms by hand. A database of more than 8 GiB is slow to start, and a member that lost its disk takes long to come back.',
  references: [
    'etcd server/storage/quota.go: MaxQuotaBytes',
    'https://etcd.io/docs/v3.5/op-guide/maintenance/#space-quota',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
