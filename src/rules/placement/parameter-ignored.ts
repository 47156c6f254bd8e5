import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { mapAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

/** Patroni passes these on the command line of the postmaster (patroni/postgresql/config.py, CMDLINE_OPTIONS). */
const DYNAMIC_ONLY = new Set([
  'wal_level',
  'max_connections',
  'max_wal_senders',
  'max_prepared_transactions',
  'max_locks_per_transaction',
  'max_replication_slots',
  'max_worker_processes',
  'track_commit_timestamp',
  'wal_log_hints',
  'wal_keep_size',
  'wal_keep_segments',
]);

/** And these it sets by itself. */
const OWNED = new Set(['listen_addresses', 'port', 'cluster_name', 'hot_standby']);

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site))
      for (const name of Object.keys(mapAt(member.patroni.value, 'postgresql', 'parameters'))) {
        const at = member.patroni.at('postgresql', 'parameters', name);
        if (DYNAMIC_ONLY.has(name.toLowerCase()))
          yield {
            message: `Patroni ignores ${name} under the node ${member.name}`,
            at: { ...at, part: 'key' },
            help: 'move it to postgresql.parameters of the site or of the topology',
          };
        else if (OWNED.has(name.toLowerCase()))
          yield {
            message: `Patroni sets ${name} itself`,
            at: { ...at, part: 'key' },
            help: 'use postgresql.port and the addresses of the nodes',
          };
      }
}

export const parameterIgnored: Rule = {
  id: 'placement/parameter-ignored',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a parameter that Patroni takes from the dynamic configuration alone is written under a node',
  why: "Patroni gives PostgreSQL these parameters itself: the same on every node of a cluster, because a standby with less cannot follow. What a node's own file says of them is dropped without a word.",
  references: [
    'https://patroni.readthedocs.io/en/latest/patroni_configuration.html',
    'patroni/config.py, patroni/postgresql/config.py: CMDLINE_OPTIONS',
  ],
  bothWays: false,
  check,
};
