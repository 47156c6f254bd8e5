import type { Tree } from '../estate/tree.ts';
import { bootstrapDcs, sourceOfYaml } from './daemons.ts';
import type { SiteFiles } from './node-files.ts';
import { ofKind } from './node-files.ts';
import type { Source } from './sources.ts';
import { treeOf } from './sources.ts';

/** What is known of the dynamic configuration of a site. */
export interface DynamicSources {
  /** What `patronictl show-config` printed: it is in force. */
  readonly collected: Source | undefined;
  /** What `bootstrap.dcs` of each node says, which counted when the cluster was made. */
  readonly bootstrap: readonly Source[];
}

/** The sources of a site's dynamic configuration. */
export function dynamicSources(site: SiteFiles): DynamicSources {
  const [file] = [...ofKind(site.shared, 'dcs'), ...site.nodes.flatMap(({ files }) => ofKind(files, 'dcs'))];
  return {
    collected: file && sourceOfYaml(file),
    bootstrap: site.nodes.flatMap((node) => bootstrapDcs(node) ?? []),
  };
}

/** The dynamic configuration of a site: what is in force, or `bootstrap.dcs` in its place where nobody has collected that. */
export function dynamicTree(site: SiteFiles): Tree | undefined {
  const { collected, bootstrap } = dynamicSources(site);
  const source = collected ?? bootstrap[0];
  return source && treeOf([source]);
}

/** Whether the files of a site have what is in force, and not only what a cluster is made with. */
export const isInForce = (site: SiteFiles): boolean => dynamicSources(site).collected !== undefined;
