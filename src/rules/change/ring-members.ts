import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { isReplaced } from '../../compiler/plan/compare.ts';

export const ringMembers: ChangeRule = {
  id: 'change/ring-members',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'more than one member of an etcd ring leaves or comes in one change',
  why: 'A ring loses its majority if a member that was added does not start, or if two are away. It is told of each one by itself, and the next waits until it is well.',
  references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/', 'https://etcd.io/docs/v3.5/faq/'],
  *check({ sites }) {
    for (const { was, now, nodes } of sites) {
      if (!was || !now) continue;
      const gone = nodes.filter((pair) => pair.was?.etcd && (!pair.now?.etcd || isReplaced(pair)));
      const come = nodes.filter((pair) => pair.now?.etcd && (!pair.was?.etcd || isReplaced(pair)));
      const moved = nodes.filter(
        (pair) =>
          pair.was?.etcd &&
          pair.now?.etcd &&
          !isReplaced(pair) &&
          pair.was.etcd.value['initial-advertise-peer-urls'] !==
            pair.now.etcd.value['initial-advertise-peer-urls'],
      );
      if (gone.length < 2 && come.length < 2) continue;
      if (moved.length > 0) continue;
      yield {
        message: `the etcd ring of ${now.name} loses ${gone.length} and gains ${come.length} members in one change`,
        at: now.at,
        help: 'make one change for each machine, and apply it before the next',
      };
    }
  },
};
