import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { PLACEHOLDER } from '../../compiler/facts/files.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place, Pointer } from '../../compiler/text/finding.ts';
import { valueAt } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import { declare } from '../common/remedies.ts';

type Key = readonly ['etcd' | 'restapi' | 'postgresql', 'ca' | 'cert' | 'key'];

/** Paths of patroni.yml that tls fills in, and the key of tls each comes from. */
const PATRONI: readonly (readonly [path: Pointer, key: Key])[] = [
  [
    ['restapi', 'cafile'],
    ['restapi', 'ca'],
  ],
  [
    ['restapi', 'certfile'],
    ['restapi', 'cert'],
  ],
  [
    ['restapi', 'keyfile'],
    ['restapi', 'key'],
  ],
  [
    ['ctl', 'cacert'],
    ['restapi', 'ca'],
  ],
  [
    ['etcd3', 'cacert'],
    ['etcd', 'ca'],
  ],
  [
    ['etcd3', 'cert'],
    ['etcd', 'cert'],
  ],
  [
    ['etcd3', 'key'],
    ['etcd', 'key'],
  ],
  [
    ['postgresql', 'parameters', 'ssl_ca_file'],
    ['postgresql', 'ca'],
  ],
  [
    ['postgresql', 'parameters', 'ssl_cert_file'],
    ['postgresql', 'cert'],
  ],
  [
    ['postgresql', 'parameters', 'ssl_key_file'],
    ['postgresql', 'key'],
  ],
  [
    ['postgresql', 'authentication', 'replication', 'sslrootcert'],
    ['postgresql', 'ca'],
  ],
  [
    ['postgresql', 'authentication', 'rewind', 'sslrootcert'],
    ['postgresql', 'ca'],
  ],
];

/** And of etcd.conf.yml. */
const ETCD: typeof PATRONI = ['client-transport-security', 'peer-transport-security'].flatMap(
  (section): typeof PATRONI => [
    [
      [section, 'trusted-ca-file'],
      ['etcd', 'ca'],
    ],
    [
      [section, 'cert-file'],
      ['etcd', 'cert'],
    ],
    [
      [section, 'key-file'],
      ['etcd', 'key'],
    ],
  ],
);

/** @param place asked only where there is something to tell: it takes longer than the look at the text */
function unfilled(text: string | undefined, place: () => Place, key: readonly string[]): Draft[] {
  const [word] = text?.match(PLACEHOLDER) ?? [];
  if (word === undefined) return [];
  const at = place();
  // What no override says is derived from tls.
  return at.derivedFrom === undefined
    ? [
        {
          message: `${word} is not filled in here`,
          at,
          remedy: declare('certificate path', {}),
        },
      ]
    : [
        {
          message: `${word} is not a known placeholder`,
          at: valueAt('tls', ...key),
          help: 'use {node}, {site} or {member}',
        },
      ];
}

const inTree = (tree: Tree | undefined, paths: typeof PATRONI): Draft[] =>
  tree
    ? paths.flatMap(([path, key]) => unfilled(textAt(tree.value, ...path), () => tree.at(...path), key))
    : [];

/** HAProxy has its path among other words. */
const inPools = ({ haproxy }: Node): Draft[] =>
  (haproxy?.pools ?? []).flatMap((pool) => {
    const options = serverOptions(pool);
    return unfilled(options.word('ca-file'), () => options.at, ['haproxy', 'ca']);
  });

function check(estate: Estate): Iterable<Draft> {
  return estate.sites
    .flatMap((site) => site.nodes)
    .flatMap((node) => [...inTree(node.patroni, PATRONI), ...inTree(node.etcd, ETCD), ...inPools(node)]);
}

export const placeholderUnknown: Rule = {
  id: 'topology/placeholder-unknown',
  severity: 'error',
  waivable: false,
  only: 'topologies',
  since: '0.1.0',
  summary: 'the path of a TLS file has a word in braces that is not filled in',
  why: 'The compiler writes the path as it is, and the program does not find its certificate.',
  references: ['https://etcd.io/docs/v3.5/op-guide/security/'],
  afterPromotion: false,
  check,
};
