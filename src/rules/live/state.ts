import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const state: LiveRule = {
  id: 'live/state',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'PostgreSQL of a member does not run',
  why: 'A member whose PostgreSQL does not run is no copy, and no candidate.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites)
      for (const { name, node, reached } of speaking(site)) {
        const { state, role } = reached.status;
        if (state !== 'running')
          yield {
            message: `PostgreSQL of ${name} is not running: ${state} (${role})`,
            at: node.nameAt,
            help: /^(?:creating|starting|initializing|running custom bootstrap)/.test(state)
              ? 'ask again when it is done'
              : 'see the logs of Patroni and PostgreSQL of this member',
          };
      }
  },
};
