import { listingAt } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const memberMissing: LiveRule = {
  id: 'live/member-missing',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member of the topology is not in its cluster',
  why: 'A member that is not in its cluster is no candidate when the leader dies, and holds no copy that is kept.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = listingAt(site);
      if (!found) continue;
      const names = found.listing.members.map(({ name }) => name);
      for (const { name, node } of site.members)
        if (!names.includes(name))
          yield {
            message: `${name} is not in the cluster of ${site.site.name} (by ${found.by.name}: ${names.join(', ') || 'nobody'})`,
            at: node.nameAt,
            help: 'does Patroni run there, with this name and this scope?',
          };
    }
  },
};
