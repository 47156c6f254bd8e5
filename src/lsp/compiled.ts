import type { Estate, Node, Site } from '../compiler/estate/estate.ts';
import { leaves } from '../compiler/estate/leaves.ts';
import type { Tree } from '../compiler/estate/tree.ts';
import type { Place, Pointer } from '../compiler/text/finding.ts';
import type { Json } from '../compiler/text/json.ts';
import { isMap } from '../compiler/text/json.ts';

/** One value of a compiled file, and where it comes from. */
export interface Compiled {
  /** `dynamic configuration`, `patroni.yml`, `etcd.conf.yml`. */
  readonly file: string;
  /** The machine, or the site whose dynamic configuration it is. */
  readonly where: string;
  readonly path: Pointer;
  readonly value: Json;
  readonly at: Place;
}

function* ofTree(file: string, where: string, tree: Tree): Generator<Compiled> {
  for (const [path, value] of leaves(tree.value, []))
    if (!isMap(value)) yield { file, where, path, value, at: tree.at(...path) };
}

function* ofNode(node: Node): Generator<Compiled> {
  if (node.patroni) yield* ofTree('patroni.yml', node.name, node.patroni);
  if (node.etcd) yield* ofTree('etcd.conf.yml', node.name, node.etcd);
}

function* ofSite(site: Site): Generator<Compiled> {
  yield* ofTree('dynamic configuration', site.name, site.dcs);
  for (const node of site.nodes) yield* ofNode(node);
}

/** Every value that an estate compiles to, in YAML. */
export function* compiledOf(estate: Estate): Generator<Compiled> {
  for (const site of estate.sites) yield* ofSite(site);
}
