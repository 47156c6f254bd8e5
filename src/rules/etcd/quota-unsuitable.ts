import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
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
          ? `etcd of ${node.name} accepts no more writes after ${value} bytes`
          : `etcd of ${node.name} may grow to ${value} bytes, more than the 8 GiB that etcd is made for`,
      at,
      help: 'write bytes: 2147483648 (2 GiB), at most 8589934592 (8 GiB)',
    };
  }
}

export const quotaUnsuitable: Rule = {
  id: 'etcd/quota-unsuitable',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the quota of etcd is too small to be intended, or larger than etcd is made for',
  why: 'A database that reaches its quota accepts no more writes (NOSPACE): Patroni cannot renew the leader lock, and the site has no primary until someone compacts, defragments and disarms by hand. A database of more than 8 GiB starts slowly, and a member that lost its disk takes long to come back.',
  references: [
    'etcd server/storage/quota.go: MaxQuotaBytes',
    'https://etcd.io/docs/v3.5/op-guide/maintenance/#space-quota',
  ],
  afterPromotion: false,
  check: all,
};
