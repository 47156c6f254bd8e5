import { textAt } from '../text/json.ts';
import { etcdTree } from './daemons.ts';
import type { SiteFiles } from './node-files.ts';

/** The names in `initial-cluster`: `a=http://10.1.0.10:2380,b=…`. */
const namesIn = (cluster: string | undefined): string[] =>
  (cluster ?? '').split(',').flatMap((member) => member.trim().split('=')[0] || []);

/**
 * The members of a site's etcd ring whose files nobody has given, by their names in the ring.
 * @returns `undefined` as the only name if there is no file of etcd at all
 */
export function missingFromRing({ nodes }: SiteFiles): (string | undefined)[] {
  const trees = nodes.flatMap((node) => etcdTree(node) ?? []);
  if (trees.length === 0) return [undefined];
  const given = trees.map(({ value }) => textAt(value, 'name') ?? 'default');
  const named = new Set(trees.flatMap(({ value }) => namesIn(textAt(value, 'initial-cluster'))));
  return [...named].filter((name) => !given.includes(name));
}
