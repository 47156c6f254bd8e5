import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const pendingRestart: LiveRule = {
  id: 'live/pending-restart',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member waits for a restart of PostgreSQL',
  why: 'The member runs with other settings than it says, until PostgreSQL starts again: after a crash, or when nobody thinks of it.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites)
      for (const { name, node, reached } of speaking(site)) {
        const { pendingRestart, pendingReasons } = reached.status;
        if (pendingRestart)
          yield {
            message: `${name} waits for a restart of PostgreSQL${pendingReasons.length > 0 ? `: ${pendingReasons.join(', ')}` : ''}`,
            at: node.nameAt,
            help: `replicas first, the leader last, as postgres: patronictl -c /etc/patroni/patroni.yml restart ${reached.status.scope ?? ''} ${name} --pending. Which site goes first: see "Apply a changed topology" in RUNBOOK.md`,
          };
      }
  },
};
