import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const replayPaused: LiveRule = {
  id: 'live/replay-paused',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a standby does not replay what it receives',
  why: 'Somebody paused the replay, or PostgreSQL did because the primary has more of a setting than this standby. Before a promotion, all of it has to be replayed.',
  references: ['https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN'],
  *check(live) {
    for (const site of live.sites)
      for (const { name, node, reached } of speaking(site))
        if (reached.status.replayPaused)
          yield {
            message: `the replay of ${name} is paused`,
            at: node.nameAt,
            help: 'if somebody paused it, "SELECT pg_wal_replay_resume()" ends it. If the log of PostgreSQL names a setting that is too low, raise that and restart: resuming would shut PostgreSQL down',
          };
  },
};
