import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { isReplaced } from '../../compiler/plan/compare.ts';

export const addressMoved: ChangeRule = {
  id: 'change/address-moved',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a machine gets another address',
  why: 'At another address it is a new machine to everybody: the old member leaves, and the new one joins and copies the data.',
  references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/'],
  *check({ sites }) {
    for (const { nodes } of sites)
      for (const pair of nodes) {
        const { was, now } = pair;
        if (!was || !now || !isReplaced(pair)) continue;
        yield {
          message: `${now.name} moves from ${was.address?.text} to ${now.address?.text}`,
          at: now.addressAt,
          help: 'the plan takes the old machine out and copies the data to the new one. If it is the same machine, take it out first all the same: its neighbours know it by its address',
        };
      }
  },
};
