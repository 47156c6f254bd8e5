import { followingDrift, hasOwnRole } from '../../compiler/live/drift.ts';
import { configOf } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const followsOther: LiveRule = {
  id: 'live/follows-other',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a site follows another upstream than the topology says',
  why: 'A site that streams from somebody else is not a copy of the primary site by the way that was planned: after the loss of its upstream it stops, and its slot at the planned upstream keeps WAL for nobody.',
  references: ['https://patroni.readthedocs.io/en/latest/standby_cluster.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = configOf(site);
      // A site with another role follows by another configuration: live/role-differs.
      if (!found || !hasOwnRole(live, site)) continue;
      for (const { path, from, to, command } of followingDrift(live, site, found.config))
        yield {
          message: `${site.site.name} follows another upstream: ${path} is ${from}, and ${to} by the topology (says ${found.by.name})`,
          at: site.site.follow?.at ?? site.site.at,
          help:
            command === undefined
              ? 'see dcs.yml of the site'
              : `as postgres, on a member of ${site.site.name}: ${command}`,
          topic: path,
        };
    }
  },
};
