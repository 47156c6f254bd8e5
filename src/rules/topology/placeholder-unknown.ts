import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { PLACEHOLDER } from '../../compiler/estate/tls.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

/** Paths of an effective configuration that tls fills in, and the key of tls each comes from. */
const PATHS = [
  ['patroni', ['restapi', 'cafile'], ['restapi', 'ca']],
  ['patroni', ['restapi', 'certfile'], ['restapi', 'cert']],
  ['patroni', ['restapi', 'keyfile'], ['restapi', 'key']],
  ['patroni', ['postgresql', 'parameters', 'ssl_ca_file'], ['postgresql', 'ca']],
  ['patroni', ['postgresql', 'parameters', 'ssl_cert_file'], ['postgresql', 'cert']],
  ['patroni', ['postgresql', 'parameters', 'ssl_key_file'], ['postgresql', 'key']],
  ['etcd', ['client-transport-security', 'trusted-ca-file'], ['etcd', 'ca']],
  ['etcd', ['client-transport-security', 'cert-file'], ['etcd', 'cert']],
  ['etcd', ['client-transport-security', 'key-file'], ['etcd', 'key']],
] as const;

const unfilled = (tree: Tree | undefined, path: readonly string[]): string | undefined =>
  tree && textAt(tree.value, ...path)?.match(PLACEHOLDER)?.[0];

function* judge(node: Node): Generator<Draft> {
  for (const [program, path, key] of PATHS) {
    const word = unfilled(node[program], path);
    if (word === undefined) continue;
    yield {
      message: `${word} means nothing in a path`,
      at: { pointer: ['tls', ...key], part: 'value' },
      help: 'known are {node}, {site} and {member}',
    };
  }
}

function* check(estate: Estate): Generator<Draft> {
  const seen = new Set<string>();
  for (const draft of estate.sites.flatMap((site) => site.nodes.flatMap((node) => [...judge(node)]))) {
    const place = draft.at.pointer.join('/');
    if (!seen.has(place)) yield draft;
    seen.add(place);
  }
}

export const placeholderUnknown: Rule = {
  id: 'topology/placeholder-unknown',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a path in tls holds a word in braces that is not filled in',
  why: 'The path is written to the files as it stands, and the program does not find its certificate.',
  references: ['https://etcd.io/docs/v3.5/op-guide/security/'],
  bothWays: false,
  check,
};
