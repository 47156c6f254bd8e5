import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const watchdogFailed: LiveRule = {
  id: 'live/watchdog-failed',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the watchdog of a member does not work',
  why: 'Patroni says so where watchdog.mode is required. Such a member cannot become the leader, and a leader steps down.',
  references: ['https://patroni.readthedocs.io/en/latest/watchdog.html'],
  *check(live) {
    for (const site of live.sites)
      for (const { name, node, reached } of speaking(site))
        if (reached.status.watchdogFailed)
          yield {
            message: `the watchdog of ${name} does not work`,
            at: node.nameAt,
            help: 'may the user postgres open the device? See docs/rules/watchdog and the log of Patroni',
          };
  },
};
