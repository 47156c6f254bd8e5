import { describe, expect, test } from 'vitest';
import { amountOf, pythonInt } from '../../src/compiler/facts/number.ts';
import { parameterNamed, parameterNames, versionsOf } from '../../src/compiler/facts/parameter.ts';
import { lint } from '../../src/index.ts';
import { dcs, findings, rulesIn, told, topology } from './estates.ts';

const parameters = (block: string): string => `postgresql: { parameters: { ${block} } }`;

describe('numbers', () => {
  test.each([
    ['8GB', '8kB', 1048576],
    ['1.5GB', 'MB', 1536],
    ['90s', 'ms', 90_000],
    ['2h', 'min', 120],
    ['0x400', 'kB', 1024],
    ['0644', undefined, 420],
    [' -1 ', 'MB', -1],
    ['.5', undefined, 0.5],
    ['1e3', undefined, 1000],
    [64, 'kB', 64],
    ['8 GB', 'kB', 8388608],
  ])('%s in %s', (value, unit, amount) => {
    expect(amountOf(value, unit)).toBeCloseTo(amount);
  });

  test.each([
    ['8G', 'kB'],
    ['8gb', 'kB'],
    ['10 seconds', 's'],
    ['10MB', 's'],
    ['10s', undefined],
    ['many', 'kB'],
    ['', 'kB'],
    [true, undefined],
    [[1], undefined],
  ])('%s in %s is none', (value, unit) => {
    expect(amountOf(value, unit)).toBeUndefined();
  });

  test('as Python counts', () => {
    expect([30, '30', ' +3_0 ', 30.9, true].map(pythonInt)).toEqual([30, 30, 30, 30, 1]);
    expect(['30s', '', '3__0', '30.5', [1], {}, undefined].map(pythonInt)).toEqual(Array(7).fill(undefined));
  });
});

describe('the table of parameters', () => {
  test('tells versions apart', () => {
    expect(parameterNamed('transaction_timeout', 16)).toBeUndefined();
    expect(parameterNamed('transaction_timeout', 17)).toMatchObject({ kind: 'int', unit: 'ms' });
    expect(parameterNamed('log_connections', 17)?.kind).toBe('bool');
    expect(parameterNamed('log_connections', 18)?.kind).toBe('text');
    expect(versionsOf('stats_temp_directory')).toEqual({ from: 0, to: 14 });
    expect(versionsOf('shared_bufers')).toBeUndefined();
    // A name is not found in another, nor in the words behind it.
    expect(parameterNamed('mem', 18)).toBeUndefined();
    expect(parameterNamed('work', 18)).toBeUndefined();
    expect(parameterNamed('auto', 18)).toBeUndefined();
  });

  test('has words, beside a boolean or alone', () => {
    expect(parameterNamed('WAL_compression', 18)).toMatchObject({
      kind: 'words',
      boolean: true,
      words: ['pglz', 'lz4', 'zstd'],
    });
    expect(parameterNamed('password_encryption', 13)).toMatchObject({
      words: ['md5', 'scram-sha-256'],
      boolean: false,
    });
  });

  test.each([13, 14, 15, 16, 17, 18])('has each name of %i once', (major) => {
    const names = parameterNames(major);
    expect(names.length).toBeGreaterThan(295);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('parameters/value-refused', () => {
  const FOUND = ['parameters/value-refused'];

  test.each([
    'max_connections: 24',
    'max_connections: 2OO',
    'max_connections: 300000',
    'max_locks_per_transaction: 16',
    'wal_keep_size: 8MB',
    'wal_level: archive',
    'track_commit_timestamp: sure',
    'wal_log_hints: perhaps',
    'work_mem: 32kB',
    'work_mem: 64mb',
    'random_page_cost: cheap',
    'autovacuum: enabled',
    'ssl: t',
    'archive_mode: sometimes',
    'log_min_messages: debug',
    'shared_buffers: 10min',
  ])('%s', async (parameter) => {
    expect(await rulesIn({ top: parameters(parameter) })).toEqual(FOUND);
    expect(await told({ top: parameters(parameter) })).toHaveLength(1);
  });

  test.each([
    'max_connections: 25',
    'max_connections: "200"',
    'wal_level: Logical',
    'wal_level: hot_standby',
    'wal_keep_size: 1GB',
    'wal_compression: zstd',
    'synchronous_commit: off',
    'effective_io_concurrency: 200',
    'checkpoint_timeout: 900',
    'log_rotation_age: 1d',
    'unix_socket_permissions: "0770"',
    'vacuum_cost_delay: 500us',
    'search_path: "\\"$user\\", public"',
  ])('silent on %s', async (parameter) => {
    expect(await told({ top: parameters(parameter) })).toEqual([]);
  });

  test('in the file of a node', async () => {
    const nodes = { 'pg-busan-1': parameters('work_mem: 64mb') };
    expect(await rulesIn({ nodes })).toEqual(FOUND);
    // What Patroni does not take from there has another mistake.
    expect(await rulesIn({ nodes: { 'pg-busan-1': parameters('max_connections: 10') } })).toEqual([
      'placement/parameter-ignored',
    ]);
  });
});

describe('parameters/unknown-parameter', () => {
  test('a name of another case, of an extension, of recovery', async () => {
    for (const block of [
      'Work_Mem: 64MB',
      'pg_cron.x: 1',
      'wal_keep_segments: 64',
      'restore_command: "true"',
    ])
      expect(await told({ top: parameters(block) })).toEqual([]);
  });

  test.each([
    ['shared_bufers: 8GB', 18],
    ['io_method: worker', 17],
    ['old_snapshot_threshold: 60', 17],
  ])('%s in %i', async (block, major) => {
    const top = `software: { postgresql: ${major} }\n${parameters(block)}`;
    expect(await rulesIn({ top })).toEqual(['parameters/unknown-parameter']);
  });
});

describe('parameters/standby-smaller', () => {
  const FOUND = ['parameters/standby-smaller'];

  test('what Patroni would not take does not count', async () => {
    // Both have 100: ten are too few for Patroni.
    const found = await rulesIn({ sites: { busan: parameters('max_connections: 10') } });
    expect(found).toEqual(['parameters/value-refused']);
  });

  test('an override', async () => {
    const sites = { busan: dcs('{ postgresql: { parameters: { max_prepared_transactions: 50 } } }') };
    const [message = '', ...others] = await told({ sites });
    expect(others).toEqual([]);
    expect(message).toContain(
      'once busan is the primary: max_prepared_transactions of seoul is 0, lower than 50 at busan',
    );
  });

  test('each site that follows', async () => {
    const sites = { seoul: parameters('max_connections: 300'), jeju: 'standby: { follow: busan }' };
    expect(await rulesIn({ count: 3, sites })).toEqual(FOUND);
    expect(
      await told({ count: 3, sites: { ...sites, busan: parameters('max_connections: 300') } }),
    ).toHaveLength(1);
  });

  test('sizes that are derived are the same for all, whatever their members', async () => {
    const members = Array.from(
      { length: 9 },
      (_, index) => `      - { name: pg-seoul-${index + 4}, address: 10.1.1.${index} }`,
    );
    const text = topology().replace(/( {6}- \{ name: pg-seoul-3.*\n)/, `$1${members.join('\n')}\n`);
    expect(await findings(text)).toEqual([]);
  });
});

describe('sizes', () => {
  test('senders of the site that others follow', async () => {
    const top = parameters('max_wal_senders: 4');
    expect(await told({ top })).toEqual([]);
    expect(await rulesIn({ top, count: 3 })).toEqual(['parameters/senders-too-few']);
    // Two sites follow seoul; after any promotion it is as many.
    expect(await told({ top, count: 3 })).toHaveLength(1);
  });

  test('a member whose slot is kept has one', async () => {
    const sites = { seoul: dcs('{ slots: { pg_seoul_1: {}, pg_seoul_2: {}, pg_seoul_3: {} } }') };
    expect(await told({ top: parameters('max_replication_slots: 4'), sites })).toEqual([]);
  });

  test('slots that wait for a promotion count then', async () => {
    const block = '{ slots: { a: { cluster_type: primary }, b: { cluster_type: primary } } }';
    const sites = { busan: dcs(block) };
    expect(await told({ top: parameters('max_replication_slots: 5'), sites })).toEqual([]);
    const found = await told({ top: parameters('max_replication_slots: 4'), sites });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('once busan is the primary: max_replication_slots of busan is 4');
  });
});

describe('parameters/wal-level-too-low', () => {
  const slots = dcs('{ slots: { debezium: { database: orders, plugin: pgoutput } } }');

  test('at a site that may lead', async () => {
    expect(await rulesIn({ sites: { seoul: slots } })).toEqual(['parameters/wal-level-too-low']);
    const [message] = await told({ sites: { busan: slots } });
    expect(message).toContain('once busan is the primary: slot "debezium" of busan is logical');
    expect(await told({ top: `${parameters('wal_level: logical')}\n${slots}` })).toEqual([]);
  });
});

describe('a word of Patroni among the parameters', () => {
  /** Help and fix of each parameter that PostgreSQL does not have. */
  async function unknown(line: string): Promise<(string | undefined)[][]> {
    const { diagnostics } = await lint(Buffer.from(topology({ top: parameters(line) })));
    return diagnostics
      .filter(({ rule }) => rule === 'parameters/unknown-parameter')
      .map(({ help, fix }) => [help, fix?.title]);
  }

  test.each([
    ['synchronous_mode: true', '"synchronous_mode" goes into "patroni"'],
    ['maximum_lag_on_failover: 1', '"maximum_lag_on_failover" goes into "patroni"'],
    ['failsafe_mode: true', '"failsafe_mode" goes into "patroni"'],
    ['ttl: 30', '"ttl" goes into "timing"'],
    ['loop_wait: 10', '"loop_wait" goes into "timing"'],
    ['use_pg_rewind: true', expect.stringMatching(/^Patroni's "use_pg_rewind" goes into "overrides": /)],
    ['master_start_timeout: 30', '"master_start_timeout" is "primary_start_timeout" here, in "timing"'],
  ])('%s is told where it goes, and mended by nobody', async (line, help) => {
    expect(await unknown(line)).toEqual([[help, undefined]]);
  });

  test('a parameter that was misspelt is one all the same', async () => {
    expect(await unknown('synchronous_comit: on')).toEqual([
      ['did you mean "synchronous_commit"?', 'write "synchronous_commit"'],
    ]);
  });
});
