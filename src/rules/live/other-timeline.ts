import { isDelayed } from '../../compiler/estate/delayed.ts';
import { speaking, writers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const otherTimeline: LiveRule = {
  id: 'live/other-timeline',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member is on another timeline than the primary',
  why: 'A standby on an older timeline has missed a promotion, and one on a newer timeline was promoted itself. Neither receives what is written now.',
  references: ['https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES'],
  *check(live) {
    const [primary, other] = writers(live);
    const wanted = primary?.reached.status.timeline;
    if (!primary || other || wanted === undefined) return;
    for (const site of live.sites)
      for (const member of speaking(site)) {
        const { timeline } = member.reached.status;
        // A member that is late on purpose is on the old timeline until it has replayed the new one.
        if (isDelayed(site.site, member.node)) continue;
        // Zero: nobody knows yet.
        if (timeline !== undefined && timeline !== 0 && timeline !== wanted)
          yield {
            message: `${member.name} is on timeline ${timeline}, and the primary ${primary.name} on timeline ${wanted}`,
            at: member.node.nameAt,
            help: 'see the log of Patroni of this member; RUNBOOK.md has how a site comes back by pg_rewind or a new copy',
          };
      }
  },
};
