import { listingAt, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const scheduled: LiveRule = {
  id: 'live/scheduled',
  severity: 'info',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a restart or a switchover is scheduled',
  why: 'Patroni makes it when its hour comes, whatever else is done then.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = listingAt(site);
      if (found?.listing.scheduledSwitchover !== undefined)
        yield {
          message: `a switchover of ${site.site.name} is scheduled for ${found.listing.scheduledSwitchover} (by ${found.by.name})`,
          at: site.site.at,
          help: `as postgres, on a member: patronictl -c /etc/patroni/patroni.yml flush ${found.by.reached.status.scope ?? ''} switchover --force`,
        };
      for (const { name, node, reached } of speaking(site))
        if (reached.status.scheduledRestart !== undefined)
          yield {
            message: `a restart of ${name} is scheduled for ${reached.status.scheduledRestart}`,
            at: node.nameAt,
            help: `as postgres, on a member: patronictl -c /etc/patroni/patroni.yml flush ${reached.status.scope ?? ''} ${name} restart --force`,
          };
    }
  },
};
