import { isPrimary, leaders, speaking, writers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const noLeader: LiveRule = {
  id: 'live/no-leader',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a site has no leader',
  why: 'Members without a leader stream from nobody. While a standby site has no standby leader, it receives nothing.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      const said = speaking(site);
      // The primary site without a primary is told by live/no-primary, where nobody else takes writes.
      if (
        said.length === 0 ||
        leaders(site).length > 0 ||
        (live.isWhole && writers(live).length === 0 && isPrimary(live, site))
      )
        continue;
      const silent = site.members.filter(({ reached }) => reached.kind !== 'answered');
      yield {
        message: `nobody who answered leads ${site.site.name}: ${said.map(({ name, reached: { status } }) => `${name} is ${status.role}, ${status.state}`).join('; ')}${silent.length > 0 ? `; unknown for ${allTogether(silent.map(({ name }) => name))}` : ''}`,
        at: site.site.at,
        help: 'see "patronictl list" and the log of Patroni there: does its etcd ring have a majority?',
      };
    }
  },
};
