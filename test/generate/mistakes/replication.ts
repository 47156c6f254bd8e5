import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const slotOf = (d: Draft, site: number): string =>
  d.text('sites', site, 'standby', 'slot') || `standby_cluster_${d.text('sites', site, 'name')}`;

/** Whether the second site follows the first site directly. */
const isPair = (d: Draft): boolean => d.sites === 2;

/** The stream between the sites, its slots, and the way back. */
export const REPLICATION: readonly Mistake[] = [
  ...of('replication/slot-mismatch', {
    'the upstream misspells the name of the slot': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [`${slotOf(d, 1)}x`]),
    'the standby site misspells the name of the slot': (d) =>
      isPair(d) &&
      d.set(['sites', 0, 'slots'], [slotOf(d, 1)]) &&
      d.set(['sites', 1, 'standby', 'slot'], `${slotOf(d, 1)}x`),
    'the upstream writes the slot with hyphens': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [slotOf(d, 1).replaceAll('_', '-')]),
    'the upstream keeps no slot': (d) => d.set(['sites', 0, 'slots'], []),
    'no slot for the way back': (d) => isPair(d) && d.set(['sites', 1, 'slots'], []),
    'the slot for the way back is misspelt': (d) =>
      isPair(d) && d.set(['sites', 1, 'slots'], [`${slotOf(d, 0)}x`]),
    'the slot has the name of a member of its upstream': (d) =>
      isPair(d) &&
      d.set(['sites', 1, 'standby', 'slot'], d.text(...d.member(0, 0), 'name')) &&
      (d.remove('sites', 0, 'slots') || true),
    'two sites use the same slot': (d) =>
      d.sites > 2 &&
      d.get('sites', 2, 'standby', 'from') === undefined &&
      d.get('sites', 2, 'standby', 'follow') === undefined &&
      d.set(['sites', 2, 'standby', 'slot'], slotOf(d, 1)) &&
      d.set(['sites', 1, 'standby', 'slot'], slotOf(d, 1)),
    'the slot is a logical one': (d) =>
      isPair(d) &&
      d.dcs({ slots: { [slotOf(d, 1)]: { type: 'logical', database: 'orders', plugin: 'pgoutput' } } }, [
        'sites',
        0,
      ]),
    'use_slots is off at the primary': (d) => d.dcs({ postgresql: { use_slots: false } }, ['sites', 0]),
    'use_slots is off at the standby site': (d) => d.dcs({ postgresql: { use_slots: false } }),
    'an override removes the slot': (d) => d.dcs({ standby_cluster: { primary_slot_name: null } }),
    'an override names another slot': (d) => d.dcs({ standby_cluster: { primary_slot_name: 'another_one' } }),
    'an override writes the slots under another key': (d) =>
      isPair(d) && d.dcs({ permanent_slots: { other: { type: 'physical' } } }, ['sites', 0]),
  }),
  ...of('replication/no-upstream', {
    'an override removes standby_cluster': (d) => d.dcs({ standby_cluster: null }),
    'an override removes host and port': (d) =>
      d.dcs({ standby_cluster: { host: null, port: null, restore_command: null } }),
    'standby_cluster has a port but no host': (d) => d.dcs({ standby_cluster: { host: null } }),
  }),
  ...of('replication/wrong-source', {
    'a site streams from itself': (d) =>
      d.dcs({ standby_cluster: { host: d.text(...d.member(1, 0), 'address') } }) &&
      d.get(...d.member(0, 0), 'wan_address') === undefined,
  }),
  ...of('replication/host-not-certified', {
    'standby_cluster.host is not in any certificate': (d) =>
      d.hasTls && d.dcs({ standby_cluster: { host: '192.0.2.99' } }),
  }),
  ...of('replication/upstream-ports-differ', {
    'the members of the upstream have different ports': (d) =>
      d.running('postgresql', 0).length > 1 && d.set([...d.member(0, 1), 'postgresql', 'port'], 5499),
  }),
  ...of('replication/upstream-invalid', {
    'blanks between the hosts of the upstream': (d) =>
      d.dcs({ standby_cluster: { host: 'db-1.example.com, db-2.example.com' } }),
    'the port of the upstream is above 65535': (d) => d.dcs({ standby_cluster: { port: 70000 } }),
  }),
  ...of('schema/value', {
    'the hosts of the upstream are folded text with a line break': (d) =>
      d.dcs({ standby_cluster: { host: 'db-1.example.com,\ndb-2.example.com' } }),
  }),
  ...of('replication/cascade-unsupported', {
    'a cascade under Patroni 3.2': (d) =>
      d.sites > 2 &&
      d.get('sites', 2, 'standby', 'from') === undefined &&
      d.set(['software', 'patroni'], '3.2') &&
      d.set(['software', 'postgresql'], 15) &&
      d.set(['sites', 2, 'standby', 'follow'], d.text('sites', 1, 'name')),
  }),
  ...of('topology/follow-loop', {
    'two standby sites follow each other': (d) =>
      d.sites > 2 &&
      d.set(['sites', 1, 'standby', 'follow'], d.text('sites', 2, 'name')) &&
      d.set(['sites', 2, 'standby', 'follow'], d.text('sites', 1, 'name')),
  }),
  ...of('replication/slot-idle', {
    'a slot without cluster_type, kept in both roles': (d) =>
      isPair(d) && d.dcs({ slots: { [slotOf(d, 0)]: { type: 'physical', cluster_type: null } } }),
  }),
  ...of('replication/slot-unbounded', {
    'max_slot_wal_keep_size is missing': (d) =>
      d.remove('postgresql', 'parameters', 'max_slot_wal_keep_size'),
    'max_slot_wal_keep_size is -1': (d) => d.set(['postgresql', 'parameters', 'max_slot_wal_keep_size'], -1),
  }),
  ...of('recovery/rewind-off', {
    'use_pg_rewind is off at a site': (d) => d.dcs({ postgresql: { use_pg_rewind: false } }),
    'use_pg_rewind is off at a node': (d) =>
      d.patroni({ postgresql: { use_pg_rewind: false } }, d.member(0, 0)),
  }),
  ...of('recovery/rewind-impossible', {
    'wal_log_hints off and no checksums': (d) =>
      d.has('patroni', '4.0') &&
      d.set(['postgresql', 'parameters', 'wal_log_hints'], 'off') &&
      d.set(['postgresql', 'data_checksums'], false),
    'wal_log_hints off at the other site and no checksums': (d) =>
      d.has('patroni', '4.0') &&
      d.set(['sites', 1, 'postgresql', 'parameters'], { wal_log_hints: 'off' }) &&
      d.set(['postgresql', 'data_checksums'], false),
  }),
  ...of('recovery/bootstrap-method-ignored', {
    'a bootstrap method without a command': (d) => d.patroni({ bootstrap: { method: 'pgbackrest' } }),
  }),
  ...of('recovery/wiped-on-failure', {
    'remove_data_directory_on_rewind_failure at a site': (d) =>
      d.patroni({ postgresql: { remove_data_directory_on_rewind_failure: true } }, ['sites', 1]),
  }),
  ...of('replication/cluster-type-ignored', {
    'cluster_type before Patroni 4.1': (d) =>
      !d.has('patroni', '4.1') &&
      d.dcs({ slots: { backup: { type: 'physical', cluster_type: 'primary' } } }, ['sites', 0]),
  }),
  ...of('replication/quorum-unsupported', {
    'quorum commit before Patroni 4': (d) =>
      !d.has('patroni', '4.0') && d.dcs({ synchronous_mode: 'quorum' }, ['sites', 0]),
  }),
  ...of('replication/replicatefrom-unusable', {
    'a member streams from a member of the other site': (d) =>
      d.patroni({ tags: { replicatefrom: d.text(...d.member(1, 0), 'name') } }, d.member(0, 1)),
    'a member streams from itself': (d) =>
      d.patroni({ tags: { replicatefrom: d.text(...d.member(0, 1), 'name') } }, d.member(0, 1)),
    'a member streams from a member that does not exist': (d) =>
      d.patroni({ tags: { replicatefrom: 'somebody' } }, d.member(0, 1)),
  }),
  ...of('replication/slot-never-made', {
    'a slot for a backup with hyphens': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [slotOf(d, 1), 'off-site-backup']),
  }),
  ...of('replication/sync-across-sites', {
    'synchronous_standby_names * includes the other site': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.has('patroni', '3.3.2') &&
      d.get('overrides', 'patroni', 'bootstrap') === undefined &&
      d.set(['sites', 0, 'postgresql', 'parameters', 'synchronous_standby_names'], '*'),
  }),
  ...of('replication/sync-standby-missing', {
    'synchronous_standby_names names one member, which may become the leader': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.has('patroni', '3.3.2') &&
      d.get('overrides', 'patroni', 'bootstrap') === undefined &&
      d.set(
        ['sites', 0, 'postgresql', 'parameters', 'synchronous_standby_names'],
        `"${d.text(...d.member(0, 1), 'name')}"`,
      ),
  }),
  ...of('replication/sync-impossible', {
    'every member of a site has nosync': (d) =>
      d.has('patroni', '3.2') &&
      d.dcs({ synchronous_mode: true }, []) &&
      d.running('postgresql', 1).every((node) => d.merge([...node, 'tags'], { nosync: true })),
  }),
  ...of('replication/sync-in-standby', {
    'synchronous_mode at a standby site before Patroni 3.2': (d) =>
      !d.has('patroni', '3.2') && d.dcs({ synchronous_mode: true }),
  }),
  ...of('replication/clone-method-unknown', {
    'an override of create_replica_methods names an unknown method': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      d.dcs({ standby_cluster: { create_replica_methods: ['wal_e', 'basebackup'] } }),
  }),
  ...of('replication/logical-slot-one-site', {
    'a logical slot at only one site': (d) =>
      d.set(['postgresql', 'parameters', 'wal_level'], 'logical') &&
      d.dcs({ slots: { cdc: { type: 'logical', database: 'orders', plugin: 'pgoutput' } } }, ['sites', 0]),
  }),
  ...of('replication/slot-made-anew', {
    'Patroni 3.1 without wal_keep_size': (d) =>
      isPair(d) &&
      d.get('sites', 0, 'standby') === undefined &&
      d.get('sites', 1, 'overrides') === undefined &&
      d.get('postgresql', 'parameters', 'wal_keep_size') === undefined &&
      d.set(['software'], { patroni: '3.1', postgresql: 15 }),
  }),
  ...of('replication/upstream-incomplete', {
    'a member of the upstream is not in the list of its hosts': (d) => {
      const [first, second, third] = d.running('postgresql', 0);
      if (!first || !second || !third || !isPair(d) || !d.hasAddresses) return false;
      const seen = [first, second].map(
        (node) => d.text(...node, 'wan_address') || d.text(...node, 'address'),
      );
      return d.dcs({ standby_cluster: { host: seen.join(',') } });
    },
  }),
  ...of('replication/ignore-slots-invalid', {
    'ignore_slots is a map instead of a list': (d) =>
      d.dcs({ ignore_slots: { name: 'debezium', type: 'logical' } }),
  }),
  ...of('replication/ignore-slots-too-wide', {
    "ignore_slots matches Patroni's own slots": (d) => d.dcs({ ignore_slots: [{ type: 'physical' }] }),
  }),
  ...of('replication/upstream-port-wrong', {
    "the port of the upstream is not PostgreSQL's port": (d) =>
      isPair(d) &&
      d.get('sites', 1, 'overrides') === undefined &&
      d.dcs({ standby_cluster: { port: 6432 } }, ['sites', 1]),
  }),
];
