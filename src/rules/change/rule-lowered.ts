import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { keyAt } from '../../compiler/text/finding.ts';
import { get, isMap, wordOf } from '../../compiler/text/json.ts';

export const ruleLowered: ChangeRule = {
  id: 'change/rule-lowered',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a rule is lowered together with other changes',
  why: 'Whoever reviews the change does not see what the rule would have found in it.',
  references: ['docs/rules/README.md'],
  *check({ before, after, values }) {
    // A compiled tree does not say which rules were lowered.
    if (values.length === 0 || before.written === undefined || before.isAdopted) return;
    const rules = get(after.written, 'lint', 'rules');
    if (!isMap(rules)) return;
    const order = ['off', 'info', 'warning', 'error'];
    for (const [id, severity] of Object.entries(rules)) {
      const was = get(before.written, 'lint', 'rules', id);
      // A rule that was not named may have been a warning by itself.
      const rank = was === undefined ? order.indexOf('warning') : order.indexOf(wordOf(was));
      if (order.indexOf(wordOf(severity)) < rank)
        yield {
          message: `rule "${id}" becomes ${severity} in the change that it would judge`,
          at: keyAt('lint', 'rules', id),
          help: 'lower the rule in a commit of its own, before this one, and say why',
        };
    }
  },
};
