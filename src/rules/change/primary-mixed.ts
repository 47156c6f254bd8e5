import type { ChangeRule } from '../../compiler/plan/change-rule.ts';

export const primaryMixed: ChangeRule = {
  id: 'change/primary-mixed',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'primary: changes together with something else',
  why: 'A change of primary: records a promotion, and is checked by a plan that shows nothing but the roles. Other values in the same change may be applied under wrong roles, or be taken for done.',
  references: ['docs/changes.md'],
  *check({ before, after, values }) {
    const [was, now] = [before.seen.find(({ leads }) => leads)?.name, after.estate.primary?.name];
    if (was === undefined || now === undefined || was === now) return;
    const others = values.filter(
      ({ what, path, effect }) =>
        effect.kind !== 'role-change' &&
        effect.kind !== 'next-start' &&
        !(what === 'dynamic' && /^(?:slots|standby_cluster)$/.test(path[0] ?? '')),
    );
    const [first] = others;
    if (!first) return;
    yield {
      message: `the primary changes from ${was} to ${now}, and ${others.length === 1 ? 'one other value' : `${others.length} other values`} with it`,
      at: after.estate.primaryWord.at,
      help: 'make two commits: one that records the promotion alone, one with everything else',
    };
  },
};
