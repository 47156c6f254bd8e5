import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { isReplaced } from '../../compiler/plan/compare.ts';

export const lastMember: ChangeRule = {
  id: 'change/last-member',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a cluster or a ring loses its last member, or its only one gets company',
  why: 'Without another member nobody can take over while the machine is changed: writes stop, and the data of the only member is the only copy at its site. A ring of one that becomes a ring of two has no majority until its new member runs.',
  references: [
    'https://etcd.io/docs/v3.5/faq/',
    'https://patroni.readthedocs.io/en/latest/existing_data.html',
  ],
  *check({ sites }) {
    for (const { was, now, nodes } of sites) {
      if (!was || !now) continue;
      for (const [what, program] of [
        ['cluster', 'patroni'],
        ['etcd ring', 'etcd'],
      ] as const) {
        const before = nodes.filter((pair) => pair.was?.[program]);
        const staying = before.filter((pair) => pair.now?.[program] && !isReplaced(pair));
        const after = nodes.filter((pair) => pair.now?.[program]);
        if (before.length > 0 && staying.length === 0)
          yield {
            message: `no member of the ${what} of ${now.name} stays`,
            at: now.at,
            help: 'let other members in first, in a change of its own; once they run, take the old ones out',
            topic: what,
          };
        else if (program === 'etcd' && before.length === 1 && after.length > 1)
          yield {
            message: `the etcd ring of ${now.name} has one member, and gets ${after.length - 1} more`,
            at: now.at,
            help: 'plan a pause: from "member add" until the new member runs, the ring takes no writes, and Patroni cannot renew its lock. Put the site into maintenance mode for it (patronictl pause)',
            topic: what,
          };
      }
    }
  },
};
