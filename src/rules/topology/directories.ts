import type { Node } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { normalised, ownerOf } from '../../compiler/facts/path.ts';
import type { Place, Pointer } from '../../compiler/text/finding.ts';
import { get, isMap, textAt } from '../../compiler/text/json.ts';

/** A path that a program of a node is given. */
export interface Given {
  /** What it is called in the configuration: `data_dir`, `restapi.certfile`. */
  readonly key: string;
  /** Whose configuration that is. */
  readonly program: 'PostgreSQL' | 'Patroni' | 'etcd';
  readonly path: string;
  readonly at: Place;
}

function given(program: Given['program'], tree: Tree | undefined, keys: readonly Pointer[]): Given[] {
  return keys.flatMap((path) => {
    const text = textAt(tree?.value, ...path);
    return tree && text !== undefined
      ? [
          {
            key: path.filter((part) => part !== 'postgresql').join('.'),
            program,
            path: text,
            at: tree.at(...path),
          },
        ]
      : [];
  });
}

/** Where an option of initdb or pg_basebackup puts the WAL: a list of words and maps, or a map. */
function walDirectories(tree: Tree | undefined, key: string, ...path: Pointer): Given[] {
  const options = get(tree?.value, ...path);
  const items = Array.isArray(options) ? [...options.entries()] : [[undefined, options] as const];
  return items.flatMap(([index, item]) => {
    const text = isMap(item) ? textAt(item, 'waldir') : undefined;
    const place = index === undefined ? path : [...path, index];
    return tree && text !== undefined
      ? [{ key: `waldir of ${key}`, program: 'PostgreSQL', path: text, at: tree.at(...place, 'waldir') }]
      : [];
  });
}

/** Directories that are emptied as a whole: by Patroni and by the runbook before a node is copied anew, WAL included. */
export const emptied = ({ patroni, etcd }: Node): Given[] => [
  ...given('PostgreSQL', patroni, [['postgresql', 'data_dir']]),
  ...walDirectories(patroni, 'initdb', 'bootstrap', 'initdb'),
  ...walDirectories(patroni, 'basebackup', 'postgresql', 'basebackup'),
  ...given('etcd', etcd, [['data-dir'], ['wal-dir']]),
];

const SSL = ['sslcert', 'sslkey', 'sslrootcert', 'sslcrl', 'sslcrldir'];
const TRANSPORTS = ['client-transport-security', 'peer-transport-security'];

/** Everything else that is kept on the disk of a node, and has to be there when a data directory is not. */
export const kept = ({ patroni, etcd }: Node): Given[] =>
  [
    ...given('PostgreSQL', patroni, [
      ['postgresql', 'bin_dir'],
      ['postgresql', 'config_dir'],
    ]),
    ...given('Patroni', patroni, [
      ['postgresql', 'pgpass'],
      ['log', 'dir'],
      ...['certfile', 'keyfile', 'cafile'].map((key) => ['restapi', key]),
      ...['certfile', 'keyfile', 'cacert'].map((key) => ['ctl', key]),
      ...['cert', 'key', 'cacert'].map((key) => ['etcd3', key]),
      ...['superuser', 'replication', 'rewind'].flatMap((role) =>
        SSL.map((key) => ['postgresql', 'authentication', role, key]),
      ),
    ]),
    ...given(
      'etcd',
      etcd,
      TRANSPORTS.flatMap((section) =>
        ['cert-file', 'key-file', 'trusted-ca-file'].map((key) => [section, key]),
      ),
    ),
  ].filter(({ path }) => path !== '' && path !== 'system');

export const isAbsolute = (path: string): boolean => path.startsWith('/');

/** A path in a message, and where it leads if that is not what one reads. */
export function spelled(path: string): string {
  const plain = normalised(path);
  return path.replace(/(?<=.)\/+$/, '') === plain ? path : `${path}, which is ${plain}`;
}

/** Whose a data directory is already; undefined where it is nobody's. */
export function ownerFor({ program, path }: Given): string | undefined {
  const owner = ownerOf(path);
  // etcd keeps what it has in a directory of its own below: its home is as good as any.
  return program === 'etcd' && owner === 'the package of etcd' ? undefined : owner;
}
