import { isPrimary, leaders, writers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const roleDiffers: LiveRule = {
  id: 'live/role-differs',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a site has another role than the topology says',
  why: 'The topology is what the next deployment applies. If it gives the primary role to another site than the one that takes writes, applying it makes a second primary, or none.',
  references: ['RUNBOOK.md', 'https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      const lead = leaders(site);
      const [one] = lead;
      if (!one) continue;
      const writing = writers(live).filter(({ node }) => node.site === site.site.name);
      const [writer] = writing;
      if (!isPrimary(live, site) && writer)
        yield {
          message: `${site.site.name} takes writes (${writer.name}), but the topology says that it follows`,
          at: site.site.at,
          related: [{ at: live.estate.primaryWord.at, message: 'the primary site by the topology' }],
          help:
            writers(live).length > 1
              ? 'several members take writes: settle live/two-primaries first, and change the topology afterwards'
              : `if it was promoted on purpose, write primary: ${site.site.name}, and compile: see "After any change of role" in RUNBOOK.md`,
        };
      if (isPrimary(live, site) && !writer)
        yield {
          message: `${site.site.name} follows another site (${one.name} is its standby leader), but the topology says that it is the primary site`,
          at: live.estate.primaryWord.at,
          related: [{ at: site.site.at, message: 'follows' }],
          help: 'write the site that takes writes after primary:, and compile: see "After any change of role" in RUNBOOK.md',
        };
    }
  },
};
