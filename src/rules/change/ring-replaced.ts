import { hostsIn } from '../../compiler/facts/effects/patroni.ts';
import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';
import { get } from '../../compiler/text/json.ts';

export const ringReplaced: ChangeRule = {
  id: 'change/ring-replaced',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'Patroni of a running site turns to another etcd ring',
  why: 'In the new ring there is no leader and no configuration. A member that restarts makes itself the primary there, while the old one still has its lock in the old ring.',
  references: ['patroni/dcs/etcd.py', 'docs/changes.md'],
  *check(change) {
    for (const value of valuesAt(change, 'patroni', 'etcd3')) {
      if (!/^etcd3(?:\.hosts?)?$/.test(value.path.join('.'))) continue;
      const hosts = (one: typeof value.from): string[] =>
        hostsIn(value.path.length === 1 ? get(one, 'hosts') : one);
      const kept = hosts(value.to).some((host) => hosts(value.from).includes(host));
      if (kept || value.from === undefined || value.to === undefined) continue;
      yield {
        message: `no member of the old etcd ring of ${value.site} is in the new one`,
        at: placeFor(change, value),
        help: 'replace the machines of a ring one after the other, each in a change of its own',
      };
    }
  },
};
