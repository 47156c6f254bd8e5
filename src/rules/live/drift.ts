import { dynamicDrift } from '../../compiler/live/drift.ts';
import { configOf } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const drift: LiveRule = {
  id: 'live/drift',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the dynamic configuration in force differs from dcs.yml',
  why: 'Somebody changed the cluster by hand, or never applied what was compiled. The next change by the runbook undoes it, or is not what was reviewed.',
  references: ['https://patroni.readthedocs.io/en/latest/dynamic_configuration.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = configOf(site);
      if (!found) continue;
      for (const { path, from, to, at, command } of dynamicDrift(live, site, found.config))
        yield {
          message: `${path} of ${site.site.name} is ${from}, and ${to} by the topology (says ${found.by.name})`,
          at,
          help:
            command === undefined
              ? 'see dcs.yml of the site: no command is shown, for the value holds a secret, or the key is none that Patroni knows'
              : `write it into the topology if it shall stay; else, as postgres, on a member of ${site.site.name}: ${command}`,
          topic: path,
        };
    }
  },
};
