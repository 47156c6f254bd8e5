import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';

export const scopeRenamed: ChangeRule = {
  id: 'change/scope-renamed',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'the scope or the namespace of a running cluster changes',
  why: 'A member that starts with the new name finds no cluster there, keeps its data, and becomes a primary within seconds, beside the old one. A reload does nothing and logs nothing, so nothing shows before the next restart.',
  references: ['patroni/dcs/__init__.py: client_path', 'patroni/ha.py: bootstrap'],
  *check(change) {
    for (const value of [
      ...valuesAt(change, 'patroni', 'scope'),
      ...valuesAt(change, 'patroni', 'namespace'),
    ])
      yield {
        message: `the ${value.path.join('.')} of ${value.site} changes from "${value.from}" to "${value.to}": a member that restarts with it becomes a second primary`,
        at: placeFor(change, value),
        help: 'keep the old name. To change it all the same, all members change together, at the primary site in maintenance mode, at a standby site not: docs/rules/change/scope-renamed.md has the steps',
      };
  },
};
