import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';
import { oncePerPlace } from '../rule.ts';

interface Folder {
  readonly path: string;
  readonly at: Place;
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

const isWithin = (inner: string, outer: string): boolean => {
  const parts = partsOf(inner);
  return partsOf(outer).every((part, depth) => parts[depth] === part);
};

const folderOf = (tree: Node['patroni'], ...path: readonly string[]): Folder | undefined => {
  const text = textAt(tree?.value, ...path);
  return tree && text?.startsWith('/') ? { path: text, at: tree.at(...path) } : undefined;
};

function* all(estate: Estate): Generator<Draft> {
  for (const { name, patroni, etcd } of estate.sites.flatMap((site) => site.nodes)) {
    const data = folderOf(patroni, 'postgresql', 'data_dir');
    if (!data) continue;
    for (const key of ['data-dir', 'wal-dir']) {
      const ring = folderOf(etcd, key);
      if (!ring || !(isWithin(ring.path, data.path) || isWithin(data.path, ring.path))) continue;
      const how =
        isWithin(ring.path, data.path) && isWithin(data.path, ring.path)
          ? 'they are one folder'
          : 'one is within the other';
      const [at, other] = ring.at.near === undefined ? [ring.at, data] : [data.at, ring];
      yield {
        message: `on ${name}, etcd keeps its data at ${ring.path} and PostgreSQL at ${data.path}: ${how}`,
        at,
        related: other.at.near
          ? []
          : [{ at: other.at, message: other === ring ? 'of etcd' : 'of PostgreSQL' }],
        help: 'give each a folder of its own',
      };
    }
  }
}

export const dataDirNested: Rule = {
  id: 'topology/data-dir-nested',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the data directory of etcd and that of PostgreSQL lie within each other',
  why: 'Patroni removes the whole of its data directory before it copies a node anew, and moves it away when a bootstrap fails: a member of the etcd ring loses its data with it, and does not come back by itself. A folder that is not empty is refused by initdb.',
  references: [
    'patroni/postgresql/__init__.py: remove_data_directory, move_data_directory',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  bothWays: false,
  check: (estate) => oncePerPlace(all(estate)),
};
