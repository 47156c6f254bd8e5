import { describe, expect, test } from 'vitest';
import { dcs, findings, patroni, rulesIn, told, topology } from './estates.ts';

describe('placement/parameter-ignored', () => {
  const RULE = 'placement/parameter-ignored';
  const parameters = (block: string): string => `postgresql: { parameters: ${block} }`;

  test('an override that no member reads is one mistake', async () => {
    const override = patroni('{ postgresql: { parameters: { max_connections: 300 } } }');
    expect(await told({ top: override })).toHaveLength(1);
    expect(await rulesIn({ top: override })).toEqual([RULE]);
    expect(await told({ top: parameters('{ max_connections: 300 }') })).toEqual([]);
  });

  test.each(['port: 6432', 'listen_addresses: "*"', 'cluster_name: orders', 'hot_standby: "off"'])(
    'what Patroni sets itself, at the top, under a site, under a node and in an override: %s',
    async (parameter) => {
      for (const written of [
        { top: parameters(`{ ${parameter} }`) },
        { sites: { busan: parameters(`{ ${parameter} }`) } },
        { nodes: { 'pg-busan-1': parameters(`{ ${parameter} }`) } },
        { top: dcs(`{ postgresql: { parameters: { ${parameter} } } }`) },
      ])
        expect(await findings(topology(written))).toMatchObject([
          { rule: RULE, at: parameter.split(':')[0] },
        ]);
    },
  );

  test('hot_standby may be said to be what it is', async () => {
    expect(await told({ top: parameters('{ hot_standby: on }'), nodes: {} })).toEqual([]);
    expect(await told({ nodes: { 'pg-busan-1': parameters('{ hot_standby: "yes" }') } })).toEqual([]);
  });
});

describe('placement/key-removed', () => {
  const FOUND = ['placement/key-removed'];

  test.each(['name', 'scope', 'restapi', 'etcd3', 'postgresql'])('Patroni without %s', async (key) => {
    const found = await findings(topology({ sites: { busan: patroni(`{ ${key}: null }`) } }));
    expect(found.map(({ rule, at }) => [rule, at])).toContainEqual([FOUND[0], 'null']);
    expect(found.filter(({ rule }) => rule === FOUND[0])).toHaveLength(1);
  });

  test('what else is missed for it is not told', async () => {
    for (const block of ['scope: null', 'postgresql: null', 'postgresql: { connect_address: null }'])
      expect(await told({ nodes: { 'pg-seoul-2': patroni(`{ ${block} }`) } })).toHaveLength(1);
  });

  test('what a narrower override writes is there', async () => {
    const sites = { busan: patroni('{ scope: pg-busan-2 }') };
    expect(
      await told({ top: patroni('{ scope: null }'), sites: { ...sites, seoul: patroni('{ scope: a }') } }),
    ).toEqual([]);
  });

  test('etcd without what makes a ring of several', async () => {
    for (const key of ['name', 'initial-cluster', 'listen-peer-urls'])
      expect(await rulesIn({ top: `overrides: { etcd: { ${key}: null } }` })).toEqual(FOUND);
    expect(await told({ top: 'overrides: { etcd: { heartbeat-interval: null } }' })).toEqual([]);
  });

  test('what the schema misses is no override', async () => {
    const found = await findings(topology({ sites: { busan: 'scope: 5' } }));
    expect(found.map(({ rule }) => rule)).toEqual(['schema/type']);
  });
});
