import { describe, expect, test } from 'vitest';
import { dcs, patroni, rulesIn, told } from './estates.ts';

const node = (name: string, block: string) => ({ nodes: { [name]: `overrides: { ${block} }` } });
const member = (block: string) => node('pg-busan-2', `patroni: ${block}`);
const etcd = (block: string) => node('pg-busan-2', `etcd: ${block}`);

describe('topology/endpoint-mismatch', () => {
  const FOUND = ['topology/endpoint-mismatch'];

  test.each([
    ['{ postgresql: { connect_address: "10.2.0.11:6000" } }'],
    ['{ postgresql: { connect_address: "10.9.9.9:5432" } }'],
    ['{ postgresql: { listen: "0.0.0.0:6000" } }'],
    ['{ postgresql: { listen: "127.0.0.1,10.9.9.9:5432" } }'],
    ['{ restapi: { connect_address: "10.2.0.11:9000" } }'],
    ['{ restapi: { connect_address: "10.2.0.11" } }'],
    ['{ postgresql: { connect_address: "localhost:5432" } }'],
    ['{ postgresql: { connect_address: "0.0.0.0:5432" } }'],
    ['{ restapi: { listen: "localhost:8008" } }'],
    ['{ restapi: { certfile: null } }'],
  ])('Patroni: %s', async (block) => {
    expect(await rulesIn(member(block))).toEqual(FOUND);
    expect(await told(member(block))).toHaveLength(1);
  });

  test.each([
    ['{ listen-client-urls: "https://127.0.0.1:2379" }'],
    ['{ advertise-client-urls: "https://10.2.0.11:4001" }'],
    ['{ advertise-client-urls: "http://10.2.0.11:2379" }'],
    ['{ advertise-client-urls: "https://localhost:2379" }'],
    ['{ listen-peer-urls: "https://0.0.0.0:7001" }'],
    ['{ initial-advertise-peer-urls: "https://10.9.9.9:2380" }'],
  ])('etcd: %s', async (block) => {
    expect(await rulesIn(etcd(block))).toEqual(FOUND);
  });

  test('a service that is moved in both keys is one mistake', async () => {
    const block = '{ postgresql: { listen: "0.0.0.0:6000", connect_address: "10.2.0.11:6000" } }';
    expect(await told(member(block))).toHaveLength(1);
  });

  test('TLS where all others speak plain HTTP', async () => {
    const plain = { top: 'tls: { restapi: false }' };
    expect(await told(plain)).toEqual([]);
    const block = member('{ restapi: { certfile: /etc/cert.pem, keyfile: /etc/key.pem } }');
    expect(await rulesIn({ ...plain, ...block })).toEqual(FOUND);
  });

  test.each([
    ['{ postgresql: { connect_address: "db2.example.com:5432" } }'],
    ['{ postgresql: { connect_address: "10.2.0.11" } }'],
    ['{ postgresql: { listen: "*:5432" } }'],
    ['{ postgresql: { listen: "10.2.0.11,127.0.0.1:5432" } }'],
    ['{ postgresql: { listen: "db2.example.com:5432" } }'],
    ['{ restapi: { listen: "10.2.0.11:8008" } }'],
    ['{ restapi: { certfile: /elsewhere/cert.pem } }'],
  ])('silent where it is still found: %s', async (block) => {
    expect(await told(member(block))).toEqual([]);
  });

  test('silent on the address that the other sites know', async () => {
    const override = 'overrides: { patroni: { postgresql: { connect_address: "192.0.2.7:5432" } } }';
    const nodes = { 'pg-busan-2': `wan_address: 192.0.2.7, ${override}` };
    expect(await told({ nodes })).toEqual([]);
  });
});

describe('etcd/wrong-ring', () => {
  const FOUND = ['etcd/wrong-ring'];
  const RING = [1, 2, 3].map((index) => `pg-busan-${index}=https://10.2.0.${index + 9}:2380`);

  test.each([['["10.1.0.10:2379"]'], ['"10.2.0.10:2379,10.1.0.10:2379"'], ['["10.2.0.10:2380"]']])(
    'Patroni is told of %s',
    async (hosts) => {
      expect(await rulesIn(member(`{ etcd3: { hosts: ${hosts} } }`))).toEqual(FOUND);
    },
  );

  test('the URL of another ring is wrong twice: as a URL, and as a member of that ring', async () => {
    const found = await rulesIn(member('{ etcd3: { hosts: ["https://10.1.0.11:2379"] } }'));
    expect(found).toEqual([...FOUND, 'etcd/hosts-invalid']);
  });

  test.each([
    ['["10.2.0.10:2379"]'],
    ['"10.2.0.12:2379,10.2.0.11:2379"'],
    ['["etcd.busan.example.com:2379"]'],
  ])('silent on its own ring, whole or in part, and on a name that nobody has: %s', async (hosts) => {
    // That a part of it is less than all is told by etcd/hosts-incomplete.
    expect(await rulesIn(member(`{ etcd3: { hosts: ${hosts} } }`))).not.toContain('etcd/wrong-ring');
  });

  test('a list of members', async () => {
    const cluster = (...entries: string[]) => etcd(`{ initial-cluster: "${entries.join(',')}" }`);
    expect(await told(cluster(...RING.toReversed()))).toEqual([]);
    expect(await rulesIn(cluster(...RING.slice(1)))).toEqual(FOUND);
    expect(await rulesIn(cluster(...RING, 'pg-seoul-1=https://10.1.0.10:2380'))).toEqual(FOUND);
    expect(await rulesIn(cluster('a=https://10.2.0.10:2380'))).toEqual(FOUND);
  });

  test('what overrides write for all of a ring is one mistake', async () => {
    const top = 'overrides: { patroni: { etcd3: { hosts: ["10.1.0.10:2379"] } } }';
    expect(await told({ top })).toHaveLength(1);
  });

  test('cannot be turned off', async () => {
    const top = 'lint: { rules: { etcd/wrong-ring: off } }';
    const block = member('{ etcd3: { hosts: ["10.1.0.10:2379"] } }');
    expect(await rulesIn({ top, ...block })).toContain('etcd/wrong-ring');
  });
});

describe('placement/override-ignored', () => {
  const FOUND = ['placement/override-ignored'];

  test.each(['null', 'text', '[ttl]', '30'])('bootstrap.dcs: %s', async (value) => {
    for (const written of [{ top: dcs(value) }, { sites: { busan: dcs(value) } }])
      expect(await rulesIn(written)).toEqual(FOUND);
  });

  test('a service that does not run there', async () => {
    const haproxy = 'overrides: { haproxy: { defaults: { retries: 3 } } }';
    expect(await rulesIn({ top: haproxy })).toEqual(FOUND);
    expect(await rulesIn({ sites: { busan: haproxy } })).toEqual(FOUND);
    const witness = {
      'pg-busan-3': 'runs: [etcd], overrides: { patroni: { restapi: { verify_client: optional } } }',
    };
    expect(await rulesIn({ nodes: witness })).toEqual(FOUND);
  });

  test('silent where something reads it, or may once a mistake is mended', async () => {
    const haproxy = 'overrides: { haproxy: { defaults: { retries: 3 } } }';
    expect(
      await told({ top: haproxy, nodes: { 'pg-busan-3': 'runs: [haproxy, etcd, postgresql]' } }),
    ).toEqual([]);
    expect(
      await rulesIn({ top: haproxy, nodes: { 'pg-busan-3': 'runs: [haproxi, etcd, postgresql]' } }),
    ).toEqual(['schema/value']);
    expect(await rulesIn({ top: patroni('{ bootstrap: { initdb: [] } }') })).toEqual([
      'parameters/encoding-unset',
    ]);
  });
});

describe('replication/slot-idle', () => {
  const FOUND = ['replication/slot-idle'];
  const keeps = (slot: string, version: string) => ({
    top: `software: { patroni: "${version}" }`,
    sites: { busan: dcs(`{ slots: { ${slot} } }`) },
  });

  test.each(['3.0', '3.3', '4.0'])('the slot of the way back, early, on Patroni %s', async (version) => {
    expect(await rulesIn(keeps('standby_cluster_seoul: { type: physical }', version))).toEqual(FOUND);
    const alias = {
      ...keeps('', version),
      sites: { busan: dcs('{ permanent_slots: { standby_cluster_seoul: { type: physical } } }') },
    };
    expect(await rulesIn(alias)).toContain(FOUND[0]);
  });

  test('from 4.1 on it waits by cluster_type', async () => {
    expect(await rulesIn(keeps('standby_cluster_seoul: { cluster_type: null }', '4.1'))).toEqual(FOUND);
    expect(await rulesIn(keeps('standby_cluster_seoul: { cluster_type: standby }', '4.1'))).toEqual(FOUND);
    expect(
      await told(keeps('standby_cluster_seoul: { type: physical, cluster_type: primary }', '4.1')),
    ).toEqual([]);
  });

  test('silent on a slot of somebody else', async () => {
    expect(await told(keeps('backup: { type: physical }', '4.0'))).toEqual([]);
  });

  test('silent on a slot that a third site streams from', async () => {
    const sites = {
      jeju: 'standby: { follow: busan }',
      busan: dcs('{ slots: { standby_cluster_jeju: { type: physical } } }'),
    };
    expect(await told({ count: 3, sites })).toEqual([]);
  });
});
