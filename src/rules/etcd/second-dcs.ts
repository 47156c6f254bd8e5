import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';

/** Patroni takes the first of its modules, by their names, that has a section (patroni/dcs/__init__.py, get_dcs). */
const BEFORE = ['consul', 'etcd'] as const;
const AFTER = ['exhibitor', 'kubernetes', 'raft', 'zookeeper'] as const;

const INSTEAD = { consul: 'keeps its leader lock in Consul', etcd: 'uses the API of etcd 2' } as const;

function* judge({ name, patroni }: Member): Generator<Draft> {
  const found = (section: string): boolean => get(patroni.value, section) !== undefined;
  const draft = (section: string, message: string): Draft => {
    const at = { ...patroni.at(section), part: 'key' } as const;
    return {
      message,
      at,
      help: 'remove it: the leader locks of this estate are in etcd3',
      fix: withoutKey(at),
    };
  };
  for (const section of BEFORE.filter(found))
    yield draft(section, `Patroni of ${name} ${INSTEAD[section]}: it uses "${section}", not etcd3`);
  for (const section of AFTER.filter((one) => found(one) && found('etcd3')))
    yield draft(section, `Patroni of ${name} uses etcd3 and ignores "${section}"`);
}

/** Files of nodes may have no etcd at all: another store is not the second one there. */
const hasEtcd = ({ sites }: Estate): boolean =>
  sites.some(({ nodes }) =>
    nodes.some(({ etcd, patroni }) => etcd || get(patroni?.value, 'etcd3') !== undefined),
  );

function* all(estate: Estate): Generator<Draft> {
  if (!hasEtcd(estate)) return;
  for (const member of estate.sites.flatMap(members)) yield* judge(member);
}

export const secondDcs: Rule = {
  id: 'etcd/second-dcs',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a second place for the leader lock is configured besides etcd3',
  why: 'Patroni uses one section, the first by name. Members that keep their lock in different places each have their own leader: two primaries in one site.',
  references: [
    'patroni/dcs/__init__.py: get_dcs',
    'patroni/dynamic_loader.py: iter_classes',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
