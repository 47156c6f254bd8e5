import { listingAt } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const memberUnknown: LiveRule = {
  id: 'live/member-unknown',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a cluster has a member that the topology does not know',
  why: 'Nobody who reads the topology knows this member: pg_hba, HAProxy and the runbook leave it out, but it may become the leader.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = listingAt(site);
      if (!found) continue;
      const known = site.members.map(({ name }) => name);
      for (const { name, host, role, state } of found.listing.members)
        if (!known.includes(name))
          yield {
            message: `${name}${host === undefined ? '' : ` (${host})`} is in the cluster of ${site.site.name} as ${role}, ${state}; the topology does not have it (by ${found.by.name})`,
            at: site.site.at,
            help: 'add it under nodes, or stop its Patroni, and wait until its key in etcd has expired',
            topic: name,
          };
    }
  },
};
