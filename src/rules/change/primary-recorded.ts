import type { ChangeRule } from '../../compiler/plan/change-rule.ts';

export const primaryRecorded: ChangeRule = {
  id: 'change/primary-recorded',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'primary: names another site than before',
  why: 'The word records a promotion, and makes none. Applied without a promotion, the configuration leaves no site that takes writes, or two.',
  references: ['patroni/global_config.py: is_standby_cluster', 'docs/changes.md'],
  *check({ before, after, values }) {
    const [was, now] = [before.seen.find(({ leads }) => leads)?.name, after.estate.primary?.name];
    if (was === undefined || now === undefined || was === now) return;
    if (!values.some(({ effect }) => effect.kind === 'role-change')) return;
    yield {
      message: `${now} is the primary now, ${was} was before: this word records a promotion, and makes none`,
      at: after.estate.primaryWord.at,
      help: `promote ${now} with RUNBOOK.md first. Afterwards nothing has to be applied: the blocks of the promotion have done it`,
    };
  },
};
