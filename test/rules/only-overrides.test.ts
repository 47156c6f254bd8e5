import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { decode } from '../../src/compiler/text/source.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { partOf, runs } from '../fuzz.ts';
import { LANGUAGE } from '../hostile/schema-strings.ts';
import type { Data, Path } from '../hostile/support.ts';
import { SOUND } from '../hostile/support.ts';
import { pageIds, readPage } from './page.ts';

/** What is found in a topology by the rules it is asked by, or by every one. */
async function found(text: string, every: boolean): Promise<string[]> {
  const source = decode('topology.yaml', Buffer.from(text));
  if ('rule' in source) return [source.message];
  const { diagnostics } = await analyse(source, { allRules: every });
  return diagnostics.map(({ rule, message, span }) => `${span?.start.line} ${rule}: ${message}`);
}

async function expectNoMoreByEvery(text: string): Promise<void> {
  expect(await found(text, true), text).toEqual(await found(text, false));
}

/** Parameters of PostgreSQL that some rule speaks of, and what nobody should write. */
const PARAMETERS: Readonly<Record<string, readonly Data[]>> = {
  ssl: ['on', 'off', true, false],
  wal_level: ['minimal', 'replica', 'logical'],
  wal_log_hints: ['on', 'off', false],
  max_connections: [1, 10, 'many', '100'],
  max_wal_senders: [0, 1, 50],
  max_replication_slots: [0, 1],
  max_prepared_transactions: ['x', 5],
  hot_standby: ['off'],
  archive_mode: ['on', 'always', 'off'],
  archive_command: ['', 'false', 'pgbackrest --stanza=x archive-push %p'],
  restore_command: ['cp /archive/%f %p'],
  primary_conninfo: ['host=10.9.9.9'],
  synchronous_standby_names: ['*', 'x'],
  password_encryption: ['md5', 'scram-sha-256'],
  hba_file: ['/etc/pg_hba.conf'],
  listen_addresses: ['localhost', '*'],
  port: [5433],
  unix_socket_directories: [''],
  shared_preload_libraries: ['timescaledb'],
  Max_Connections: [5],
};

/** Values that a key may have, and some that it may not. */
function valuesOf({ path, schema, free }: (typeof LANGUAGE)[number]): Data[] {
  const { enum: words = [], examples = [], minimum, maximum } = schema;
  const types = [schema.type ?? []].flat();
  const values = [
    ...words,
    ...examples,
    ...(types.includes('boolean') ? [true, false] : []),
    ...(types.includes('integer') ? [minimum ?? 0, (minimum ?? 0) + 1, 65_000, maximum ?? 1_000_000] : []),
    ...(types.includes('string') ? ['x', 'seoul', 'pg-busan-1', '10.1.0.10'] : []),
  ] as Data[];
  return free && path.includes('parameters') ? [] : values;
}

/** Everything that may be written, but overrides: a place, and what to write there. */
const SETTINGS: readonly (readonly [Path, Data])[] = [
  ...LANGUAGE.filter(({ path }) => !path.includes('overrides')).flatMap((key) =>
    valuesOf(key).map((value): [Path, Data] => [key.path, value]),
  ),
  ...LANGUAGE.filter(({ path }) => path.at(-1) === 'parameters' && !path.includes('overrides')).flatMap(
    ({ path }) =>
      Object.entries(PARAMETERS).flatMap(([name, values]) =>
        values.map((value): [Path, Data] => [[...path, name], value]),
      ),
  ),
];

/** The data with a value at a place; where something else than a map or a list is on the way, as it was. */
function written(data: Data, [part, ...rest]: Path, value: Data): Data {
  if (part === undefined) return value;
  if (Array.isArray(data)) {
    if (typeof part !== 'number') return data;
    const index = Math.min(part, data.length);
    return data.toSpliced(index, 1, written(data[index] ?? {}, rest, value));
  }
  if (typeof part === 'number') return data === null ? [written({}, rest, value)] : data;
  const map = typeof data === 'object' && data !== null ? data : {};
  return { ...map, [part]: written(map[part] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value) };
}

const isPlain = (text: string): boolean => !/\boverrides\b/.test(text);

const examples = pageIds().flatMap((id) => readPage(id).examples.map(({ text }) => text));

test('what no override is in, is found without these rules: pages', async () => {
  const plain = examples.filter(isPlain);
  expect(plain.length).toBeGreaterThan(50);
  for (const text of partOf(plain, 12)) await expectNoMoreByEvery(text);
});

it('what no override is in, is found without these rules: whatever is written', async () => {
  const bases = SOUND.filter(({ text }) => isPlain(text));
  const place = fc.tuple(fc.constantFrom(...SETTINGS), fc.nat(1), fc.nat(2));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...bases),
      fc.array(place, { minLength: 1, maxLength: 6 }),
      async ({ data }, places) => {
        const topology = places.reduce<Data>((whole, [[path, value], site, node]) => {
          const here = path.map((part, at) => {
            if (typeof part !== 'number') return part;
            return path[at - 1] === 'sites' ? site : path[at - 1] === 'nodes' ? node : part;
          });
          return written(whole, here, value);
        }, data);
        await expectNoMoreByEvery(JSON.stringify(topology));
      },
    ),
    runs(1000),
  );
});

test('an override is asked about by all of them', async () => {
  const overridden = examples.filter((text) => !isPlain(text));
  expect(overridden.length).toBeGreaterThan(50);
  for (const text of partOf(overridden, 12)) await expectNoMoreByEvery(text);
});
