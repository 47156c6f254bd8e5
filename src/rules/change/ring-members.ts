import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { isReplaced } from '../../compiler/plan/compare.ts';

export const ringMembers: ChangeRule = {
  id: 'change/ring-members',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'more than one member joins or leaves an etcd ring in one change',
  why: 'A new member counts for the majority before it has started. If two changes are under way and one machine does not come up, the ring may lose its majority, and the primary demotes itself.',
  references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/', 'https://etcd.io/docs/v3.5/faq/'],
  *check({ sites }) {
    for (const { was, now, nodes } of sites) {
      if (!was || !now) continue;
      const gone = nodes.filter((pair) => pair.was?.etcd && (!pair.now?.etcd || isReplaced(pair)));
      const come = nodes.filter((pair) => pair.now?.etcd && (!pair.was?.etcd || isReplaced(pair)));
      if (gone.length < 2 && come.length < 2) continue;
      yield {
        message: `the etcd ring of ${now.name} loses ${gone.length} and gains ${come.length} members in one change`,
        at: now.at,
        help: 'make one change for each machine, and apply it before the next',
      };
    }
  },
};
