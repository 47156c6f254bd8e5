import { leaders } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { streamingFaults } from '../../compiler/live/streaming.ts';

export const notStreaming: LiveRule = {
  id: 'live/not-streaming',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member does not stream',
  why: 'What does not stream falls behind. A standby leader that does not stream leaves the whole site behind, and its slot keeps WAL at the primary until the disk is full or the slot is lost.',
  references: [
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
    'https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW',
  ],
  *check(live) {
    for (const site of live.sites)
      for (const { member, words } of streamingFaults(live, site))
        yield {
          message: words,
          at: member.node.nameAt,
          help: leaders(site).includes(member)
            ? 'see the log of PostgreSQL of this member, and "Troubleshooting" in RUNBOOK.md: slot, pg_hba, password, WAL that is gone'
            : 'see the log of PostgreSQL of this member: "patronictl reinit" copies it anew if the WAL that it needs is gone',
        };
  },
};
