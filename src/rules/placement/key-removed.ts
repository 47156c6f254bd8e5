import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { rewindingRole } from '../../compiler/estate/rewinding.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { OTHER_STORES } from '../../compiler/facts/stores.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Pointer } from '../../compiler/text/finding.ts';
import { get } from '../../compiler/text/json.ts';
import { surelyLeaveOut } from '../common/remedies.ts';

/** What Patroni does not start without (patroni/validator.py, the schema of the local file). */
const PATRONI: readonly Pointer[] = [
  ['name'],
  ['scope'],
  ['restapi', 'listen'],
  ['restapi', 'connect_address'],
  ['etcd3', 'hosts'],
  ['postgresql', 'listen'],
  ['postgresql', 'connect_address'],
  ['postgresql', 'data_dir'],
  ['postgresql', 'authentication', 'superuser', 'username'],
  ['postgresql', 'authentication', 'replication', 'username'],
];

/** What etcd has defaults for that make a ring of one: a member called "default", on localhost. */
const ETCD: readonly Pointer[] = [
  ['name'],
  ['listen-peer-urls'],
  ['listen-client-urls'],
  ['initial-advertise-peer-urls'],
  ['advertise-client-urls'],
  ['initial-cluster'],
];

/** Other keys by which Patroni finds etcd (patroni/dcs/etcd.py, get_etcd_client). */
const INSTEAD = ['host', 'url', 'proxy', 'srv', 'discovery_srv', 'srv_domain'];

/** Without the whole block of pg_rewind the superuser rewinds; a block without a user makes no cluster (patroni/postgresql/bootstrap.py, post_bootstrap). */
const REWINDER: Pointer = ['postgresql', 'authentication', 'rewind', 'username'];

/** What only a ring of several members needs: alone, etcd makes do with its defaults. A login may come from elsewhere. */
const isNeeded = (path: Pointer, isRing: boolean): boolean =>
  !path.includes('authentication') && (isRing || !ETCD.includes(path));

const wantedOf = (node: Node): readonly Pointer[] =>
  node.patroni && rewindingRole({ patroni: node.patroni }) === 'rewind' ? [...PATRONI, REWINDER] : PATRONI;

/** Whether nobody wrote a key that nothing is derived for. */
const isMissing = (tree: Tree, path: Pointer): boolean =>
  get(tree.value, ...path) === undefined && get(tree.derived, ...path) === undefined;

function* judge(
  node: Node,
  program: string,
  tree: Tree | undefined,
  paths: readonly Pointer[],
  isRing: boolean,
): Generator<Draft> {
  for (const path of paths) {
    const key = path.join('.');
    const removed = tree?.removedAt(...path);
    const isAbsent = tree && !removed && isNeeded(path, isRing) && isMissing(tree, path);
    const at = removed ?? (isAbsent ? tree.at(...path) : undefined);
    if (!at || (key === 'etcd3.hosts' && hasOther(tree))) continue;
    yield {
      message: `${key} of ${node.name} is ${removed ? 'removed' : 'missing'}, and ${program} needs it`,
      at,
      absent: !removed,
      ...(removed
        ? { remedy: surelyLeaveOut(at, key) }
        : { help: `write ${key}, or add the file of variables that says it` }),
    };
  }
}

/** Whether Patroni has another place for its leader lock, or another way to it. */
const hasOther = (tree: Tree | undefined): boolean =>
  INSTEAD.some((key) => get(tree?.value, 'etcd3', key) !== undefined) ||
  ['etcd', ...OTHER_STORES.keys()].some((key) => get(tree?.value, key) !== undefined);

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const node of site.nodes) {
      const isRing = ring(site).length > 1;
      yield* judge(node, 'Patroni', node.patroni, wantedOf(node), isRing);
      yield* judge(node, 'etcd', node.etcd, ETCD, isRing);
    }
}

export const keyRemoved: Rule = {
  id: 'placement/key-removed',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a key is missing that Patroni or etcd needs',
  why: 'Patroni does not start without the key, or cannot make the cluster. etcd does start, with a default that is the same on every machine: the member is not part of the ring.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  afterPromotion: false,
  check: all,
};
