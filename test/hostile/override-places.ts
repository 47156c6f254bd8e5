import { SECTIONS as ETCD_SECTIONS, keysRead } from '../../src/compiler/facts/etcd-keys.ts';
import type { Section } from '../../src/compiler/facts/patroni-keys.ts';
import { SECTIONS } from '../../src/compiler/facts/patroni-keys.ts';
import type { JsonMap } from '../../src/compiler/text/json.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import type { Data, Path } from './support.ts';
import { placesIn, SOUND } from './support.ts';

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
export async function mapping(): Promise<Path[]> {
  const { estate } = await analyse({
    file: 't.yaml',
    text: SOUND.find(({ name }) => name === 'overrides')?.text ?? '',
  });
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
    ...(haproxy?.sections ?? []).flatMap(({ name, lines }) =>
      under(
        ['haproxy', name],
        lines.map(({ key }) => [key]),
      ),
    ),
  ];
  return [...new Map(all.map((path) => [JSON.stringify(path), ['overrides', ...path]])).values()];
}
