import type { ChangeRule } from '../../compiler/plan/change-rule.ts';

export const memberRenamed: ChangeRule = {
  id: 'change/member-renamed',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a running member gets another name',
  why: 'To Patroni it is a new member. For the time of ttl there are two members at one address, and the slot of the old name keeps WAL until it expires. If the member leads, its lock is lost.',
  references: [
    'patroni/postgresql/__init__.py',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  *check({ sites }) {
    for (const { nodes } of sites)
      for (const { was, now } of nodes)
        if (was?.patroni && now?.patroni && was.name !== now.name)
          yield {
            message: `${was.name} becomes ${now.name}: a new member to Patroni, at the same address`,
            at: now.nameAt,
            help: 'keep the name, or take the machine out in one change, and let it in under its new name in the next',
          };
  },
};
