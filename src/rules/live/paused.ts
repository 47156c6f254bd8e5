import { configOf, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const paused: LiveRule = {
  id: 'live/paused',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a cluster is in maintenance mode',
  why: 'A paused Patroni promotes nobody: when the leader dies, the site is down until somebody comes.',
  references: ['https://patroni.readthedocs.io/en/latest/pause.html'],
  *check(live) {
    for (const site of live.sites) {
      const by = speaking(site).filter(({ reached }) => reached.status.isPaused);
      const config = configOf(site);
      if (config?.config.pause === true && !by.includes(config.by)) by.push(config.by);
      if (by.length > 0)
        yield {
          message: `${site.site.name} is in maintenance mode (by ${allTogether(by.map(({ name }) => name))})`,
          at: site.site.at,
          help: `as postgres, on a member: patronictl -c /etc/patroni/patroni.yml resume ${speaking(site)[0]?.reached.status.scope ?? ''} --wait`,
        };
    }
  },
};
