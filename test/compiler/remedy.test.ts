import { describe, expect, it } from 'vitest';
import { wording as ofNodes } from '../../src/compiler/nodes/remedy-help.ts';
import type { Place } from '../../src/compiler/text/finding.ts';
import type { Declaration, Remedy, Wording } from '../../src/compiler/text/remedy.ts';
import { wording as ofTopology } from '../../src/compiler/topology/remedy-help.ts';

const OVERRIDE: Place = {
  pointer: ['sites', 'seoul', 'overrides', 'patroni', 'etcd3', 'hosts'],
  part: 'value',
};
const OWN: Place = { pointer: ['sites', 'seoul', 'follow'], part: 'value' };
const NOWHERE: Place = { ...OVERRIDE, derivedFrom: ['sites', 'seoul'] };
const RING = 'the nodes of seoul that run etcd';
const hosts: Remedy = {
  do: 'leave out',
  key: 'etcd3.hosts',
  at: OVERRIDE,
  from: RING,
  value: ['10.1.0.10:2379', '10.1.0.11:2379'],
  sure: true,
};

/** A remedy, and how the topology and the files of nodes say it. */
const SAID: readonly (readonly [Remedy, topology: string, nodes: string | undefined])[] = [
  ['write a list', 'write a list', 'write a list'],
  [
    hosts,
    'remove the override: etcd3.hosts is derived from the nodes of seoul that run etcd',
    'write etcd3.hosts: 10.1.0.10:2379, 10.1.0.11:2379, for the nodes of seoul that run etcd',
  ],
  [
    { do: 'leave out', key: 'standby_cluster.host', at: OWN, from: 'the members of busan' },
    'leave host out: standby_cluster.host is derived from the members of busan',
    'write standby_cluster.host for the members of busan',
  ],
  [
    { do: 'leave out', key: 'use_slots', at: OVERRIDE, value: true },
    'remove the override of use_slots',
    'write use_slots: true',
  ],
  [{ do: 'leave out', key: 'scope', at: OVERRIDE }, 'remove the override of scope', 'correct scope'],
  [{ do: 'leave out', key: 'scope', at: NOWHERE }, 'remove the override of scope', 'write scope'],
  [
    { do: 'write once', key: 'heartbeat-interval', for: 'site' },
    'write heartbeat-interval once, under the site',
    'write the same heartbeat-interval on every node of the site',
  ],
  [
    { do: 'write once', key: 'postgresql.authentication.rewind.username', for: 'estate' },
    'write credentials.rewind.username once, at the top, for every site and node',
    'write the same postgresql.authentication.rewind.username on every node of every site',
  ],
  [
    { do: 'write once', key: 'postgresql.parameters.wal_level', value: 'logical', for: 'estate' },
    'write wal_level: logical once, under postgresql.parameters of the topology',
    'write postgresql.parameters.wal_level: logical in the dynamic configuration of every site',
  ],
  [
    { do: 'move', to: 'ignore_slots', file: 'dynamic' },
    'move it to bootstrap.dcs.ignore_slots, in the overrides of the site or of the topology',
    'move it to ignore_slots in the dynamic configuration of the site',
  ],
  [
    { do: 'move', what: 'its lines', to: 'postgresql.pg_hba', file: 'local' },
    'move its lines to postgresql.pg_hba of the topology',
    'move its lines to postgresql.pg_hba in the file of the node',
  ],
  [
    { do: 'one of', remedies: [{ do: 'declare', what: 'timing' }, 'write a larger value'] },
    'choose a preset of timing, or write a larger value',
    'write a larger value',
  ],
  [{ do: 'one of', remedies: [{ do: 'declare', what: 'timing' }] }, 'choose a preset of timing', undefined],
  [
    { do: 'one of', remedies: [{ do: 'leave out', key: 'mode', at: OVERRIDE }, 'write mode: tcp'] },
    'remove the override of mode, or write mode: tcp',
    'write mode: tcp',
  ],
  [
    { do: 'all of', remedies: ['remove it', 'restart etcd'] },
    'remove it; restart etcd',
    'remove it; restart etcd',
  ],
];

describe.each(SAID)('%j', (remedy, topology, nodes) => {
  it('is worded for a topology', () => expect(ofTopology.helpOf(remedy)).toBe(topology));
  it('is worded for the files of nodes', () => expect(ofNodes.helpOf(remedy)).toBe(nodes));
});

describe('a fix', () => {
  it('of a topology removes the override', () => {
    expect(ofTopology.fixOf(hosts)).toEqual({
      title: 'remove the override of hosts',
      edits: [{ kind: 'remove', at: OVERRIDE.pointer }],
    });
  });

  it('of a file of a node writes the value, in that file', () => {
    const at: Place = { document: 'seoul/pg-1/patroni.yml', pointer: ['etcd3', 'hosts'], part: 'value' };
    expect(ofNodes.fixOf({ ...hosts, at })).toEqual({
      title: 'write 10.1.0.10:2379, 10.1.0.11:2379',
      edits: [{ kind: 'set', document: at.document, at: at.pointer, value: hosts.value }],
    });
  });

  it.each([
    ['is not sure', { ...hosts, sure: false }],
    ['is nowhere', { ...hosts, at: NOWHERE }],
    ['is words', 'write a list'],
  ] as const)('is not made of what %s', (_, remedy) => {
    for (const wording of [ofTopology, ofNodes]) expect(wording.fixOf(remedy)).toBeUndefined();
  });

  it('is made of the one of several remedies that is sure', () => {
    const either: Remedy = { do: 'one of', remedies: ['write a list', hosts] };
    for (const wording of [ofTopology, ofNodes]) expect(wording.fixOf(either)).toEqual(wording.fixOf(hosts));
  });
});

/** Each thing that can be declared, once. */
const DECLARATIONS: readonly Declaration[] = [
  { do: 'declare', what: 'timing' },
  { do: 'declare', what: 'version', of: 'etcd' },
  { do: 'declare', what: 'tls', of: 'REST API' },
  { do: 'declare', what: 'certificates of PostgreSQL' },
  { do: 'declare', what: 'user', role: 'rewind' },
  { do: 'declare', what: 'same user', role: 'rewind' },
  { do: 'declare', what: 'usual connections' },
  { do: 'declare', what: 'backup servers' },
  { do: 'declare', what: 'endpoint', host: '10.1.0.100', site: 'seoul' },
  { do: 'declare', what: 'slots', of: 'its slots' },
  { do: 'declare', what: 'idle slot', name: 'a', site: 'seoul' },
  { do: 'declare', what: 'archive alone', site: 'busan', upstream: 'seoul', slot: 'a' },
  { do: 'declare', what: 'restore command', site: 'busan' },
  { do: 'declare', what: 'delay' },
  { do: 'declare', what: 'etcd alone' },
  { do: 'declare', what: 'services' },
  { do: 'declare', what: 'outer address', when: 'for other sites' },
  { do: 'declare', what: 'etcd name' },
  { do: 'declare', what: 'encoding' },
  { do: 'declare', what: 'checksums' },
  { do: 'declare', what: 'copy method', name: 'pgbackrest' },
  { do: 'declare', what: 'place', of: 'PostgreSQL' },
  { do: 'declare', what: 'port', of: ['PostgreSQL', 'HAProxy primary'] },
  { do: 'declare', what: 'certificate path' },
  { do: 'declare', what: 'nothing', key: 'hosts' },
];

/** Every sentence about what can be declared, a line each. */
const sentences = (wording: Wording): string =>
  DECLARATIONS.map((one) => `${one.what}: ${wording.helpOf(one) ?? '-'}`).join('\n');

describe('what an estate declares', () => {
  it('is worded for a topology', () =>
    expect(sentences(ofTopology)).toMatchInlineSnapshot(`
    "timing: choose a preset of timing
    version: correct the etcd version under software
    tls: leave tls.restapi at its default
    certificates of PostgreSQL: write tls.postgresql: false, or its cert, key and ca
    user: write another user under credentials.rewind: Patroni creates it with the rights it needs when it creates the cluster
    same user: remove the override and set the user in credentials.rewind.username: pg_hba is derived from it
    usual connections: remove the override that makes the connections differ (the list is derived from credentials, tls and the nodes)
    backup servers: write haproxy.writes: all instead: the nodes of the other sites are then backup servers
    endpoint: write endpoint: 10.1.0.100 under the site seoul instead of the override: the certificates then name it
    slots: leave its slots out: they are then derived
    idle slot: leave it out: the slots of seoul are then derived
    archive alone: write "from: archive" under standby of busan instead of the override: seoul then keeps no slot for it
    restore command: write standby.restore_command at busan
    delay: to delay a whole site, write standby.recovery_min_apply_delay
    etcd alone: for a machine that runs nothing else, write runs: [etcd]
    services: a node runs [postgresql, etcd] unless its "runs" says otherwise
    outer address: for other sites, write the wan_address by which other sites reach each node
    etcd name: write etcd.name under the node: every list then has it
    encoding: write the options under postgresql.initdb, where encoding: UTF8 is the default
    checksums: set data_checksums: true before the first start
    copy method: write the command of "pgbackrest" under postgresql.replica_methods
    place: write postgresql.port or address instead: they move the service and all of its clients
    port: give one of them another port, under postgresql.port or haproxy.ports.primary
    certificate path: write the path under tls: {node}, {site} and {member} are filled in there
    nothing: null removes hosts"
  `));
  it('is worded for the files of nodes', () =>
    expect(sentences(ofNodes)).toMatchInlineSnapshot(`
    "timing: -
    version: say which version of etcd the node runs
    tls: write restapi.certfile and restapi.keyfile
    certificates of PostgreSQL: remove it from the files of the nodes, or write it there
    user: write another user under postgresql.authentication.rewind, and create it with the rights it needs
    same user: write the same postgresql.authentication.rewind.username on every node, and let that user in with pg_hba
    usual connections: connect as the other members do
    backup servers: write backup behind the servers of the other sites
    endpoint: name 10.1.0.100 in the certificates of seoul, or write a host that they name
    slots: -
    idle slot: remove the slot "a" from seoul
    archive alone: remove the slot "a" from seoul
    restore command: write a restore_command at busan
    delay: to delay a whole site, write standby_cluster.recovery_min_apply_delay
    etcd alone: -
    services: add the files of the nodes that run it
    outer address: for other sites, write the address by which other sites reach each node
    etcd name: write the same name into initial-cluster of every member
    encoding: -
    checksums: write data-checksums under bootstrap.initdb before the first start
    copy method: write the command of "pgbackrest" under postgresql.pgbackrest
    place: write the place where the others look for it, or tell them the new one
    port: give one of them another port
    certificate path: write the path as it is on the node
    nothing: -"
  `));
});
