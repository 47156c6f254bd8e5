import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { BOUND, findings, rulesIn, told, topology } from './estates.ts';

const host = (hosts: string): string =>
  `overrides: { patroni: { bootstrap: { dcs: { standby_cluster: { host: "${hosts}" } } } } }`;

describe('replication/host-not-certified', () => {
  test('every host that no certificate names, and none that one does', async () => {
    const found = await findings(
      topology({ sites: { busan: host('pg-seoul-1,10.1.0.100,10.1.0.11,pg.example.com') } }),
    );
    expect(found).toMatchObject([
      {
        rule: 'replication/host-not-certified',
        message:
          'busan is told to stream from 10.1.0.100, pg.example.com, which no certificate of seoul names, and it verifies host names',
      },
    ]);
  });

  test('the way back', async () => {
    expect((await findings(topology({ sites: { seoul: host('10.2.0.100') } })))[0]?.message).toMatch(
      /^once busan is the primary: seoul is told to stream from 10\.2\.0\.100, which no certificate of busan names/,
    );
  });

  test('an endpoint is named, however it is written', async () => {
    const sites = (endpoint: string, text: string) => ({
      seoul: `endpoint: "${endpoint}"`,
      busan: host(text),
    });
    expect(await told({ sites: sites('10.1.0.100', '10.1.0.100') })).toEqual([]);
    expect(await told({ sites: sites('PG.example.com', 'pg.example.com') })).toEqual([]);
    expect(await rulesIn({ sites: sites('10.1.0.100', '10.1.0.101') })).toEqual([
      'replication/host-not-certified',
    ]);
  });

  test('where nobody compares names, nothing is said', async () => {
    const found = await rulesIn({ top: 'tls: { postgresql: false }', sites: { busan: host('10.1.0.100') } });
    expect(found).not.toContain('replication/host-not-certified');
  });
});

describe('the address of an endpoint', () => {
  test('with its port in it is told how to write both', async () => {
    const help = async (endpoint: string): Promise<(string | undefined)[]> => {
      const { diagnostics } = await lint(
        Buffer.from(topology({ sites: { seoul: `endpoint: ${endpoint}` } })),
      );
      return diagnostics.filter(({ rule }) => rule === 'topology/address-invalid').map((one) => one.help);
    };
    expect(await help('busan.example.com:5432')).toEqual([
      'write the port separately: endpoint: { address: busan.example.com, port: 5432 }',
    ]);
    expect(await help('10.1.0.300')).toEqual([expect.stringMatching(/^write an IPv4 address/)]);
  });

  const at = (endpoint: string) => ({ sites: { seoul: `endpoint: ${endpoint}` } });

  test.each([
    ['127.0.0.1', 'the endpoint of seoul has the loopback address 127.0.0.1'],
    ['224.0.0.18', 'the endpoint of seoul has the address 224.0.0.18, a multicast address'],
    ['10.1.0.300', 'the endpoint of seoul has the address "10.1.0.300", which is neither'],
  ])('%s leads to no other machine', async (endpoint, message) => {
    const found = await findings(topology(at(endpoint)));
    expect(found.map(({ rule }) => rule)).toContain('topology/address-invalid');
    expect(found.some((one) => one.at === endpoint && one.message.startsWith(message))).toBe(true);
  });

  test('of one machine, or of the other site too', async () => {
    expect(await findings(topology(at('10.1.0.11')))).toMatchObject([
      {
        rule: 'topology/address-reused',
        message: 'the endpoint of seoul and pg-seoul-2 have the same address, 10.1.0.11',
        at: '10.1.0.11',
        related: ['10.1.0.11'],
      },
    ]);
    const both = { seoul: 'endpoint: 10.1.0.100', busan: 'endpoint: 10.1.0.100' };
    expect((await findings(topology({ sites: both }))).map(({ message }) => message)).toEqual([
      'the endpoints of seoul and busan have the same address, 10.1.0.100',
    ]);
    // A node of the site that follows: it would stream from itself.
    expect(await rulesIn(at('10.2.0.12'))).toEqual(['replication/wrong-source', 'topology/address-reused']);
    const name = { seoul: 'endpoint: pg.example.com', busan: 'endpoint: pg.example.com' };
    expect(await told({ sites: name })).toEqual([]);
  });

  test('of an HAProxy it may be the own, with the port of its pool', async () => {
    const nodes = { 'pg-seoul-3': 'runs: [etcd, postgresql, haproxy]' };
    const proxied = { nodes, sites: { seoul: 'endpoint: { address: 10.1.0.12, port: 5000 }' } };
    expect(await rulesIn(proxied)).not.toContain('topology/address-reused');
  });

  test('of another family than the members', async () => {
    expect(await findings(topology(at('"fd00:1::100"')))).toMatchObject([
      {
        rule: 'topology/address-family',
        message:
          'the endpoint of seoul is known as fd00:1::100 and pg-seoul-1 as 10.1.0.10: a connection uses one address family',
      },
    ]);
  });
});

describe('replication through an endpoint with HAProxy behind it, by a pg_hba of its own', () => {
  const line = (database: string, network: string): string =>
    `"hostssl ${database} all ${network} scram-sha-256"`;
  const estate = (extra: readonly string[], endpoint = true) => ({
    top: `haproxy: {}\n${BOUND}`,
    nodes: { 'pg-seoul-1': 'runs: [postgresql, etcd, haproxy], wan_address: 203.0.113.1' },
    sites: {
      seoul: [
        ...(endpoint ? ['endpoint: { address: 10.1.0.100, port: 5000 }'] : []),
        `postgresql: { pg_hba: ["local all all peer", "local replication all peer", "host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256", "host replication all 127.0.0.1/32 scram-sha-256", "host replication all ::1/128 scram-sha-256", ${extra.join(', ')}] }`,
      ].join('\n'),
    },
  });
  const members = ['all', 'replication'].flatMap((database) => [
    line(database, '10.1.0.11/32'),
    line(database, '10.1.0.12/32'),
    line(database, '10.2.0.0/24'),
  ]);

  test('the address of HAProxy has to be let in', async () => {
    const found = await findings(topology(estate(members)));
    const told = found.filter(({ rule }) => /refused$/.test(rule));
    expect(told.map(({ rule, message }) => [rule, message])).toEqual(
      expect.arrayContaining([
        [
          'access/replication-refused',
          expect.stringMatching(/refuse.* the replication connections of .*busan.*no line lets them in/),
        ],
      ]),
    );
  });

  test('and the addresses of the members need not be, for replication', async () => {
    const proxied = [...members, line('all', '10.1.0.10/32'), line('replication', '10.1.0.10/32')];
    const withoutDirect = proxied.filter((one) => !one.includes('replication all 10.2.0.0/24'));
    const rules = async (lines: readonly string[], endpoint = true) =>
      (await rulesIn(estate(lines, endpoint))).filter((rule) => /refused$/.test(rule));
    expect(await rules(proxied)).toEqual([]);
    expect(await rules(withoutDirect)).toEqual([]);
    expect(await rules(withoutDirect, false)).toEqual(['access/replication-refused']);
  });
});
