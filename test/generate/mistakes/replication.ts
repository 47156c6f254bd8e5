import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const slotOf = (d: Draft, site: number): string =>
  d.text('sites', site, 'standby', 'slot') || `standby_cluster_${d.text('sites', site, 'name')}`;

/** Whether the second site follows the first one, and nothing is in between. */
const isPair = (d: Draft): boolean => d.sites === 2;

/** The stream between the sites, its slots, and the way back. */
export const REPLICATION: readonly Mistake[] = [
  ...of('replication/slot-mismatch', {
    'the slot is misspelt where it is kept': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [`${slotOf(d, 1)}x`]),
    'the slot is misspelt where it is consumed': (d) =>
      isPair(d) &&
      d.set(['sites', 0, 'slots'], [slotOf(d, 1)]) &&
      d.set(['sites', 1, 'standby', 'slot'], `${slotOf(d, 1)}x`),
    'the slot is kept with hyphens': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [slotOf(d, 1).replaceAll('_', '-')]),
    'no slot is kept': (d) => d.set(['sites', 0, 'slots'], []),
    'no slot for the way back': (d) => isPair(d) && d.set(['sites', 1, 'slots'], []),
    'the slot for the way back is misspelt': (d) =>
      isPair(d) && d.set(['sites', 1, 'slots'], [`${slotOf(d, 0)}x`]),
    'the slot has the name of a member of its upstream': (d) =>
      isPair(d) &&
      d.set(['sites', 1, 'standby', 'slot'], d.text(...d.member(0, 0), 'name')) &&
      (d.remove('sites', 0, 'slots') || true),
    'two sites stream from one slot': (d) =>
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
    'an override takes the slot away': (d) => d.dcs({ standby_cluster: { primary_slot_name: null } }),
    'an override asks for another slot': (d) =>
      d.dcs({ standby_cluster: { primary_slot_name: 'another_one' } }),
    'an override keeps the slots under another key': (d) =>
      isPair(d) && d.dcs({ permanent_slots: { other: { type: 'physical' } } }, ['sites', 0]),
  }),
  ...of('replication/no-upstream', {
    'an override takes standby_cluster away': (d) => d.dcs({ standby_cluster: null }),
    'an override takes host and port away': (d) =>
      d.dcs({ standby_cluster: { host: null, port: null, restore_command: null } }),
    'a port and no host': (d) => d.dcs({ standby_cluster: { host: null } }),
  }),
  ...of('replication/wrong-source', {
    'a site streams from itself': (d) =>
      d.dcs({ standby_cluster: { host: d.text(...d.member(1, 0), 'address') } }) &&
      d.get(...d.member(0, 0), 'wan_address') === undefined,
  }),
  ...of('replication/host-not-certified', {
    'a site is told of an address that no certificate names': (d) =>
      d.hasTls && d.dcs({ standby_cluster: { host: '192.0.2.99' } }),
  }),
  ...of('replication/upstream-ports-differ', {
    'the members of the upstream have different ports': (d) =>
      d.running('postgresql', 0).length > 1 && d.set([...d.member(0, 1), 'postgresql', 'port'], 5499),
  }),
  ...of('replication/upstream-invalid', {
    'hosts of the upstream with blanks': (d) =>
      d.dcs({ standby_cluster: { host: 'db-1.example.com, db-2.example.com' } }),
    'a port of the upstream that is none': (d) => d.dcs({ standby_cluster: { port: 70000 } }),
  }),
  ...of('schema/value', {
    'hosts of the upstream as a folded text': (d) =>
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
    'a standby site keeps its slot in either role': (d) =>
      isPair(d) && d.dcs({ slots: { [slotOf(d, 0)]: { type: 'physical', cluster_type: null } } }),
  }),
  ...of('replication/slot-unbounded', {
    'nothing bounds the WAL that a slot holds': (d) =>
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
    'a site wipes itself when pg_rewind fails': (d) =>
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
    'a member streams from one of the other site': (d) =>
      d.patroni({ tags: { replicatefrom: d.text(...d.member(1, 0), 'name') } }, d.member(0, 1)),
    'a member streams from itself': (d) =>
      d.patroni({ tags: { replicatefrom: d.text(...d.member(0, 1), 'name') } }, d.member(0, 1)),
    'a member streams from nobody that there is': (d) =>
      d.patroni({ tags: { replicatefrom: 'somebody' } }, d.member(0, 1)),
  }),
  ...of('replication/slot-never-made', {
    'a slot for a backup with hyphens': (d) =>
      isPair(d) && d.set(['sites', 0, 'slots'], [slotOf(d, 1), 'off-site-backup']),
  }),
  ...of('replication/sync-across-sites', {
    'anybody is synchronous, the other site too': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.has('patroni', '3.3.2') &&
      d.get('overrides', 'patroni', 'bootstrap') === undefined &&
      d.set(['sites', 0, 'postgresql', 'parameters', 'synchronous_standby_names'], '*'),
  }),
  ...of('replication/sync-standby-missing', {
    'one member is synchronous, and may lead itself': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.has('patroni', '3.3.2') &&
      d.get('overrides', 'patroni', 'bootstrap') === undefined &&
      d.set(
        ['sites', 0, 'postgresql', 'parameters', 'synchronous_standby_names'],
        `"${d.text(...d.member(0, 1), 'name')}"`,
      ),
  }),
  ...of('replication/sync-impossible', {
    'no member of a site may be synchronous': (d) =>
      d.has('patroni', '3.2') &&
      d.dcs({ synchronous_mode: true }, []) &&
      d.running('postgresql', 1).every((node) => d.merge([...node, 'tags'], { nosync: true })),
  }),
  ...of('replication/sync-in-standby', {
    'a standby site is to be synchronous, before Patroni 3.2': (d) =>
      !d.has('patroni', '3.2') && d.dcs({ synchronous_mode: true }),
  }),
  ...of('replication/clone-method-unknown', {
    'a method of making copies that nothing describes': (d) =>
      d.get('sites', 1, 'overrides') === undefined &&
      d.dcs({ standby_cluster: { create_replica_methods: ['wal_e', 'basebackup'] } }),
  }),
  ...of('replication/logical-slot-one-site', {
    'a logical slot at one site alone': (d) =>
      d.set(['postgresql', 'parameters', 'wal_level'], 'logical') &&
      d.dcs({ slots: { cdc: { type: 'logical', database: 'orders', plugin: 'pgoutput' } } }, ['sites', 0]),
  }),
  ...of('replication/slot-made-anew', {
    'Patroni 3.1, and nothing to get over a gap': (d) =>
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
    'ignore_slots is no list': (d) => d.dcs({ ignore_slots: { name: 'debezium', type: 'logical' } }),
  }),
  ...of('replication/ignore-slots-too-wide', {
    'ignore_slots takes in the slots of Patroni': (d) => d.dcs({ ignore_slots: [{ type: 'physical' }] }),
  }),
  ...of('replication/upstream-port-wrong', {
    'the upstream is asked at a port that nobody listens on': (d) =>
      isPair(d) &&
      d.get('sites', 1, 'overrides') === undefined &&
      d.dcs({ standby_cluster: { port: 6432 } }, ['sites', 1]),
  }),
];
