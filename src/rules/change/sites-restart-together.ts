import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';

export const sitesRestartTogether: ChangeRule = {
  id: 'change/sites-restart-together',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'PostgreSQL restarts at all sites',
  why: 'If PostgreSQL does not start with a value that was applied at all sites in one go, the site that could have taken over does not start either.',
  references: ['docs/changes.md'],
  *check(change) {
    const restarts = change.values.filter(({ effect }) => effect.kind === 'restart-postgresql');
    const [first] = restarts;
    const sites = new Set(restarts.map(({ site }) => site));
    if (!first || sites.size < 2 || sites.size < change.after.estate.sites.length) return;
    yield {
      message: `PostgreSQL restarts at every site: ${[...sites].join(', ')}`,
      at: placeFor(change, first),
      help: 'apply the steps in their order, and look at one site before you go on to the next',
    };
  },
};
