import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
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

  test.each(['parameters', 'recovery_conf'])(
    'what follows from whom a member streams, in %s',
    async (section) => {
      const block = `{ postgresql: { ${section}: { primary_slot_name: x, recovery_target_time: now } } }`;
      for (const written of [{ top: dcs(block) }, { nodes: { 'pg-busan-1': patroni(block) } }])
        expect((await findings(topology(written))).map(({ rule, at }) => [rule, at])).toEqual([
          [RULE, 'primary_slot_name'],
          [RULE, 'recovery_target_time'],
        ]);
      const harmless = dcs(`{ postgresql: { ${section}: { restore_command: "true" } } }`);
      expect(await told({ top: harmless })).toEqual([]);
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

  test('the user of pg_rewind may go with its whole block alone: Patroni takes the superuser for no block, not for a part of one', async () => {
    const rewind = (block: string): string =>
      patroni(`{ postgresql: { authentication: { rewind: ${block} } } }`);
    const found = await findings(topology({ top: rewind('{ username: null }') }));
    expect(found.map(({ rule, at }) => [rule, at])).toEqual([[FOUND[0], 'null']]);
    expect(await rulesIn({ top: rewind('null') })).not.toContain(FOUND[0]);
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

describe('placement/configuration-discarded', () => {
  const FOUND = ['placement/configuration-discarded'];
  const old = 'software: { patroni: "3.0.2", postgresql: 15 }';

  test.each(['ttl: 30s', 'loop_wait: [5]', 'retry_timeout: ""', 'ttl: 30.5s', 'ttl: { s: 30 }'])(
    'any version raises over %s',
    async (value) => {
      expect(await rulesIn({ sites: { busan: dcs(`{ ${value} }`) } })).toContain(FOUND[0]);
      expect(await told({ top: dcs(`{ ${value} }`) })).toHaveLength(1);
    },
  );

  test.each([
    'ttl: "30"',
    'ttl: " +3_0 "',
    'ttl: 30.9',
    'postgresql: { parameters: {} }',
    'failsafe_mode: "on"',
  ])('silent on %s', async (value) => {
    expect(await told({ sites: { busan: dcs(`{ ${value} }`) } })).toEqual([]);
  });

  test.each([
    'primary_start_timeout: 5min',
    'check_timeline: "off"',
    'watchdog: { mode: off }',
    'postgresql: { parameters: { max_connections: many } }',
    'postgresql: { parameters: { wal_level: 3 } }',
  ])('Patroni 3.0.2 raises over %s', async (value) => {
    expect(await rulesIn({ top: `${old}\n${dcs(`{ ${value} }`)}` })).toEqual(FOUND);
  });

  test('Patroni 3.0.2 takes numbers as they come', async () => {
    const block =
      '{ check_timeline: true, synchronous_mode: "off", postgresql: { parameters: { max_connections: "200" } } }';
    expect(await told({ top: `${old}\n${dcs(block)}` })).toEqual([]);
  });

  test('cannot be turned off', async () => {
    const top = 'lint: { rules: { placement/configuration-discarded: off } }';
    expect(await rulesIn({ top, sites: { busan: dcs('{ ttl: 30s }') } })).toContain(FOUND[0]);
  });
});

describe('keys of Patroni', () => {
  const one = async (block: string): Promise<string[]> => told({ nodes: { 'pg-busan-2': patroni(block) } });

  test.each([
    ['{ ttl: 40 }', 'bootstrap.dcs.ttl'],
    ['{ slots: {} }', 'bootstrap.dcs.slots'],
    ['{ failsafe_mode: true }', 'bootstrap.dcs.failsafe_mode'],
    ['{ postgresql: { use_slots: false } }', 'bootstrap.dcs.postgresql.use_slots'],
    ['{ postgresql: { ssl: on } }', 'postgresql.parameters'],
    ['{ nofailover: true }', 'tags.nofailover'],
    ['{ postgresql: { superuser: { username: a } } }', 'postgresql.authentication.superuser'],
    ['{ use_pg_rewind: true }', 'postgresql.use_pg_rewind'],
  ])('the file of a node: %s belongs to %s', async (block, place) => {
    const text = `${topology({ nodes: { 'pg-busan-2': patroni(block) } })}`;
    const { diagnostics } = await lint(Buffer.from(text));
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['placement/key-misplaced']);
    expect(diagnostics[0]?.help).toMatch(new RegExp(`^move it to ${place.replaceAll('.', '\\.')}(?:,|$)`));
  });

  test.each([
    ['{ restapi: { key: /k } }', 'keyfile'],
    ['{ etcd3: { certfile: /c } }', 'cert'],
    ['{ postgresql: { pg_rewind: true } }', 'use_pg_rewind'],
    ['{ Log: { level: INFO } }', 'log'],
    ['{ watchdog: { moed: off } }', 'mode'],
    ['{ postgresql: { authentication: { rewind: { ssl_mode: require } } } }', 'sslmode'],
  ])('%s was meant to be %s', async (block, key) => {
    const { diagnostics } = await lint(Buffer.from(topology({ nodes: { 'pg-busan-2': patroni(block) } })));
    expect(diagnostics.map(({ rule, help }) => [rule, help])).toEqual([
      ['placement/unknown-key', `did you mean "${key}"?`],
    ]);
  });

  test.each([
    '{ x-team: { ttl: 5 } }',
    '{ tags: { rack: 4, ttl: 3 } }',
    '{ postgresql: { callbacks: { on_stop: /bin/true } } }',
    '{ postgresql: { walg: { command: /bin/true, no_params: true } } }',
    '{ bootstrap: { method: pgbackrest, pgbackrest: { command: /bin/true } } }',
    '{ log: { loggers: { urllib3: DEBUG } } }',
    '{ restapi: { http_extra_headers: { X-Frame-Options: DENY } } }',
  ])('silent on %s', async (block) => {
    expect(await one(block)).toEqual([]);
  });

  test('what only looks like a parameter of PostgreSQL', async () => {
    expect(await rulesIn({ top: patroni('{ log: { timezone: UTC } }') })).toEqual(['placement/unknown-key']);
  });

  test('what every node inherits is told once', async () => {
    expect(await told({ top: patroni('{ ttl: 40, colour: red }') })).toHaveLength(2);
  });

  test('a version that was named by its series may be any of it', async () => {
    const block = '{ thread_pool_size: 8 }';
    for (const version of ['3.3', '3.3.9', '4.0.8', '4.1', '4.1.1', '4.1.4'])
      expect(await told({ top: `software: { patroni: "${version}" }\n${patroni(block)}` })).toEqual([]);
    for (const version of ['3.2', '3.3.8', '4.0.7', '4.1.0'])
      expect(await rulesIn({ top: `software: { patroni: "${version}" }\n${patroni(block)}` })).toEqual([
        'placement/key-unsupported',
      ]);
  });
});

describe('placement/value-misread', () => {
  const FOUND = ['placement/value-misread'];

  test.each([
    '{ maximum_lag_on_failover: 1MB }',
    '{ primary_start_timeout: 5min }',
    '{ synchronous_node_count: two }',
    '{ synchronous_mode: quorums }',
    '{ failsafe_mode: y }',
    '{ postgresql: { remove_data_directory_on_rewind_failure: "off" } }',
    '{ pause: {} }',
  ])('%s', async (block) => {
    expect(await rulesIn({ sites: { seoul: dcs(block) } })).toEqual(FOUND);
    expect(await told({ top: dcs(block) })).toHaveLength(1);
  });

  test.each([
    '{ maximum_lag_on_failover: "0x100000" }',
    '{ member_slots_ttl: 2h }',
    '{ synchronous_mode: Quorum }',
    '{ failsafe_mode: "yes", check_timeline: 1 }',
    '{ postgresql: { use_pg_rewind: "on" } }',
  ])('silent on %s', async (block) => {
    expect(await told({ sites: { seoul: dcs(block) } })).toEqual([]);
  });
});

test('initdb gets text, whatever the topology has', async () => {
  const top = 'postgresql: { initdb: { wal-segsize: 64, encoding: UTF8, no-locale: true } }';
  expect(await told({ top })).toEqual([]);
});
