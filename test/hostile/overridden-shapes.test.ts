import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { SECTIONS as ETCD_SECTIONS, keysRead } from '../../src/compiler/estate/etcd-keys.ts';
import type { Section } from '../../src/compiler/estate/patroni-keys.ts';
import { SECTIONS } from '../../src/compiler/estate/patroni-keys.ts';
import type { JsonMap } from '../../src/compiler/estate/tree.ts';
import { analyse } from '../../src/compiler/lint.ts';
import type { Data, Path } from './support.ts';
import { placesIn, replaced, SOUND } from './support.ts';

/** Shapes that a value of an override may have; parsed maps have no prototype, and some operators throw at them. */
const SHAPES: readonly Data[] = [{}, [], [{}], [null], null, true, 1, ''];

/** How many places get a new value at once: one crash fails the test, whoever stands beside it. */
const AT_ONCE = 40;

const dataOf = (name: string): Data => SOUND.find((one) => one.name === name)?.data ?? {};

const textOf = (data: Data): string => stringify(data, { aliasDuplicateObjects: false });

/** Whatever is judged, in words. */
async function judge(data: Data): Promise<readonly string[]> {
  const { diagnostics } = await analyse({ file: 't.yaml', text: textOf(data) }, { every: true });
  return diagnostics.map(({ message, help }) => `${message} ${help ?? ''}`);
}

/** The places in groups, neighbours apart: the keys of a section are judged together. */
function groups(places: readonly Path[]): Path[][] {
  const count = Math.ceil(places.length / AT_ONCE);
  return Array.from({ length: count }, (_, group) =>
    places.filter((_place, index) => index % count === group),
  );
}

async function judgeAll(data: Data, places: readonly Path[]): Promise<number> {
  let findings = 0;
  for (const group of groups(places))
    for (const shape of SHAPES) {
      const said = await judge(group.reduce<Data>((value, path) => replaced(value, path, shape), data));
      for (const words of said) expect(words).not.toContain('[object');
      findings += said.length;
    }
  return findings;
}

/** Every key of a section of Patroni's, and of those in it; a slot by a name of its own. */
const keysOf = ({ keys, named }: Section): Path[] => [
  ...Object.entries(keys).flatMap(([key, { below }]) => [
    [key],
    ...(typeof below === 'object' ? keysOf(below).map((path) => [key, ...path]) : []),
    ...(below === 'open' ? [[key, 'x']] : []),
  ]),
  ...(named ? [['a_slot'], ...keysOf(named).map((path) => ['a_slot', ...path])] : []),
];

/** Every place in what is compiled. */
const compiled = (value: JsonMap | undefined): Path[] => placesIn((value ?? {}) as Data).slice(1);

/** Every place of every file of a site's nodes that an override can reach: what is derived, and what else is read. */
async function mapping(): Promise<Path[]> {
  const { estate } = await analyse({ file: 't.yaml', text: textOf(dataOf('overrides')) });
  const site = estate?.sites[1];
  const patroni = site?.nodes[0]?.patroni?.value;
  const etcd = site?.nodes[0]?.etcd?.value;
  const haproxy = site?.nodes.find((node) => node.haproxy)?.haproxy;
  const parameters = ['archive_command', 'archive_library', 'idle_replication_slot_timeout', 'ssl']
    .concat(['oauth_validator_libraries', 'password_encryption', 'synchronous_commit', 'wal_keep_size'])
    .concat(['synchronous_standby_names', 'hba_file', 'ident_file', 'shared_preload_libraries'])
    .map((name) => ['postgresql', 'parameters', name]);
  const software = estate?.software;
  const etcdKeys = software
    ? [
        ...keysRead(software).map((key) => [key]),
        ...ETCD_SECTIONS.flatMap((section) => keysRead(software, section).map((key) => [section, key])),
      ]
    : [];
  const under = (head: Path, ...lists: readonly Path[][]): Path[] =>
    lists.flat().map((path) => [...head, ...path]);
  const all = [
    ...under(['patroni'], keysOf(SECTIONS.local), compiled(patroni), parameters),
    ...under(
      ['patroni', 'bootstrap', 'dcs'],
      keysOf(SECTIONS.dynamic),
      compiled(site?.dcs.value),
      parameters,
    ),
    ...under(['etcd'], etcdKeys, compiled(etcd)),
    ...under(['haproxy', 'global'], compiled(haproxy?.global.value)),
    ...under(['haproxy', 'defaults'], compiled(haproxy?.defaults.value)),
    ...under(['haproxy', 'stats'], compiled(haproxy?.stats.value)),
    ...(haproxy?.pools ?? []).flatMap(({ name, settings }) =>
      under(['haproxy', name], compiled(settings.value)),
    ),
  ];
  return [...new Map(all.map((path) => [JSON.stringify(path), ['overrides', ...path]])).values()];
}

describe('whatever shape the value of an override has, it is judged', () => {
  it('wherever the fixture of overrides has one', async () => {
    const data = dataOf('overrides');
    const places = placesIn(data).filter((path) => path.includes('overrides'));
    expect(places.length).toBeGreaterThan(60);
    expect(await judgeAll(data, places)).toBeGreaterThan(100);
  });

  it('wherever a program reads one', async () => {
    const places = await mapping();
    expect(places.length).toBeGreaterThan(400);
    expect(await judgeAll(dataOf('minimal'), places)).toBeGreaterThan(1000);
  }, 30_000);

  it('a list of methods with a map in it', async () => {
    const list: Path = [
      'overrides',
      'patroni',
      'bootstrap',
      'dcs',
      'standby_cluster',
      'create_replica_methods',
    ];
    const said = await judge(replaced(dataOf('minimal'), list, ['pgbackrest', {}]));
    expect(said.join()).toContain('is to be copied by "pgbackrest"');
  });
});
