import type { Estate } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { numberAt } from './ring-setting.ts';

const KEYS = ['heartbeat-interval', 'election-timeout'] as const;

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const key of KEYS) {
      const [first, ...others] = ring(site).filter((node) => numberAt(node, key) !== undefined);
      const odd = first && others.find((node) => numberAt(node, key) !== numberAt(first, key));
      if (!first || !odd) continue;
      const [one, other] = [odd, first].toSorted(
        (a, b) => Number(b.etcd.isWritten(key)) - Number(a.etcd.isWritten(key)),
      );
      if (!one || !other) continue;
      yield {
        message: `${key} of ${one.name} is ${numberAt(one, key)}, but ${numberAt(other, key)} at ${other.name}`,
        at: one.etcd.at(key),
        related: [{ at: other.etcd.at(key), message: `${numberAt(other, key)} at ${other.name}` }],
        remedy: { do: 'write once', key, for: 'site' },
      };
      break;
    }
}

export const timingsDiffer: Rule = {
  id: 'etcd/timings-differ',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'members of one etcd ring have different election timings',
  why: 'The member with the shortest time starts an election while the others still accept the leader: leaders change without need, and each change delays the writes of Patroni.',
  references: ['https://etcd.io/docs/v3.5/tuning/#time-parameters'],
  afterPromotion: false,
  check,
};
