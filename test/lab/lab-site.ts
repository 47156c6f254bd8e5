import type { Site } from '../../src/compiler/estate/estate.ts';
import type { LabNode } from './node.ts';

/** A site's machines, by what runs on them. */
export interface LabSite {
  readonly name: string;
  readonly spec: Site;
  readonly nodes: readonly LabNode[];
  /** Nodes that run PostgreSQL. */
  readonly members: readonly LabNode[];
  /** Nodes that run etcd. */
  readonly ring: readonly LabNode[];
  readonly proxies: readonly LabNode[];
  /** The slot it streams from whenever it follows another site. */
  readonly slot: string;
}
