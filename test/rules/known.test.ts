/**
 * What the rules still get wrong. Each test says how it should be, and fails: one that begins to pass turns the run
 * red, and then loses its `fails` and moves to the tests of its rule.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { dcs, findings, patroni, rulesIn, told, topology } from './estates.ts';

describe('a sound estate is refused', () => {
  test.fails('members of two sites whose names become one slot name: each cluster keeps slots of its own', async () => {
    const text = topology().replace('pg-seoul-1', 'pg-1').replace('pg-busan-1', 'pg.1');
    expect(await findings(text)).toEqual([]);
  });

  test.fails('witnesses on the same private address at two sites: nobody reaches them from outside', async () => {
    const nodes = {
      'pg-seoul-1': 'wan_address: 203.0.113.1',
      'pg-seoul-2': 'wan_address: 203.0.113.2',
      'pg-seoul-3': 'runs: [etcd]',
      'pg-busan-1': 'wan_address: 198.51.100.1',
      'pg-busan-2': 'wan_address: 198.51.100.2',
      'pg-busan-3': 'runs: [etcd]',
    };
    expect(await findings(topology({ nodes }).replaceAll('10.2.0.', '10.1.0.'))).toEqual([]);
  });

  test.fails('two services on one port of two addresses', async () => {
    const vip =
      'runs: [postgresql, etcd, haproxy], overrides: { haproxy: { primary: { bind: "10.1.0.100:5432" } }';
    const listen = 'patroni: { postgresql: { listen: "127.0.0.1,10.1.0.10:5432" } } }';
    expect(await told({ nodes: { 'pg-seoul-1': `${vip}, ${listen}` } })).toEqual([]);
  });

  test.fails('sites that do not rewind, by the file of each node, which wins over the dynamic configuration', async () => {
    const hints = 'postgresql: { data_checksums: false, parameters: { wal_log_hints: "off" } }';
    expect(await told({ top: `${hints}\n${patroni('{ postgresql: { use_pg_rewind: false } }')}` })).toEqual(
      [],
    );
  });
});

describe('a mistake slips through', () => {
  test.fails('an etcd member with the name of another node: etcd does not start', async () => {
    const nodes = { 'pg-seoul-2': 'etcd: { name: pg-seoul-1 }' };
    expect(await rulesIn({ nodes })).toEqual(['topology/name-reused']);
  });

  test.fails('members of one ring with different tokens: they do not form one', async () => {
    const nodes = { 'pg-seoul-2': 'overrides: { etcd: { initial-cluster-token: other } }' };
    expect(await rulesIn({ nodes })).not.toEqual([]);
  });

  test.fails('a standby site that is told to stream from itself', async () => {
    const host = dcs('{ standby_cluster: { host: 10.2.0.10 } }');
    expect(await rulesIn({ sites: { busan: host } })).not.toEqual([]);
  });

  test.fails('a standby site with a port and no host: Patroni fails on it', async () => {
    const none = dcs('{ standby_cluster: { host: null } }');
    expect(await rulesIn({ sites: { busan: none } })).not.toEqual([]);
  });

  test.fails('use_slots switched off by a word', async () => {
    const off = dcs('{ postgresql: { use_slots: "off" } }');
    expect(await rulesIn({ sites: { seoul: off } })).toEqual(['replication/slot-mismatch']);
  });

  test.fails('use_pg_rewind switched on in the file of each node, which wins', async () => {
    const hints = 'postgresql: { data_checksums: false, parameters: { wal_log_hints: "off" } }';
    const on = patroni(
      '{ postgresql: { use_pg_rewind: true }, bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } }',
    );
    expect(await rulesIn({ top: `${hints}\n${on}` })).toEqual(['recovery/rewind-impossible']);
  });

  test.fails('a parameter that Patroni sets itself, at the top or under a site', async () => {
    const parameters = 'postgresql: { parameters: { port: 6432 } }';
    expect(await rulesIn({ top: parameters })).toEqual(['placement/parameter-ignored']);
  });

  test.fails('a placeholder in the CA of HAProxy, where none is filled in', async () => {
    expect(await rulesIn({ top: 'tls: { haproxy: { ca: "/etc/{site}/ca.pem" } }' })).not.toEqual([]);
  });

  test.fails('a pg_hba list that PostgreSQL never sees: hba_file leads elsewhere', async () => {
    expect(await rulesIn({ top: 'postgresql: { parameters: { hba_file: /etc/pg_hba.conf } }' })).not.toEqual(
      [],
    );
  });

  test.fails('two topologies judged at the same time: the errors of the first are lost', async () => {
    const bad = Buffer.from(topology({ top: 'lnit: {}' }));
    const [first] = await Promise.all([lint(bad), lint(Buffer.from(topology()))]);
    expect(first?.diagnostics).toHaveLength(1);
  });
});

describe('one mistake, several findings', () => {
  test.fails('a line that PostgreSQL cannot read', async () => {
    const lines = [
      'host all postgres 127.0.0.1/32 scram-sha-256',
      'host postgres rewind_user 10.0.0.0/8 scram-sha-256',
      'host replication replicator 127.0.0.1/32 scram-sha-256',
      'host replication replicator 10.0.0.0/8 scram-sha256',
    ];
    const top = `postgresql: { pg_hba: [${lines.map((line) => `'${line}'`).join(', ')}] }`;
    expect(await rulesIn({ top })).toEqual(['access/pg-hba-invalid']);
  });

  test.fails('an override that no member reads', async () => {
    const override = patroni('{ postgresql: { parameters: { max_connections: 300 } } }');
    expect(await told({ top: override })).toHaveLength(1);
  });

  test.fails('a list that lacks the superuser who rewinds, in both directions', async () => {
    const none = patroni('{ postgresql: { authentication: { rewind: null } } }');
    expect(await told({ top: none })).toHaveLength(2);
  });

  test.fails('a site without a name is not an unknown site', async () => {
    const found = await findings(topology().replace('- name: seoul\n   ', '-'));
    expect(found.map(({ rule }) => rule)).toEqual(['schema/missing-key']);
  });

  test.fails('a node without a valid address does not listen on ::1', async () => {
    const lines = [
      'host all,replication postgres,replicator 127.0.0.1/32 md5',
      'host all,replication all 10.0.0.0/8 md5',
    ];
    const top = `postgresql: { pg_hba: [${lines.map((line) => `'${line}'`).join(', ')}] }`;
    const found = await findings(topology({ top }).replace('10.1.0.10 ', '10.1.0.300 '));
    expect(found.map(({ rule }) => rule)).toEqual(['topology/address-invalid']);
  });

  test.fails('a mistake in a block that has aliases', async () => {
    const nodes = {
      'pg-seoul-1': 'postgresql: &p { port: 70000 }',
      'pg-seoul-2': 'postgresql: *p',
      'pg-seoul-3': 'postgresql: *p',
    };
    expect(await told({ nodes })).toHaveLength(1);
  });
});

describe('a wrong place', () => {
  test.fails('a placeholder in an override is shown where it is written', async () => {
    const [found] = await findings(topology({ top: patroni('{ restapi: { cafile: "/x/{nod}.pem" } }') }));
    expect(found?.at).toBe('"/x/{nod}.pem"');
  });
});
