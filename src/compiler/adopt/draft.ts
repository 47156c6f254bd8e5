import type { Json } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import type { PartialTopology } from '../topology/inherited.ts';
import type { Spread } from './spread.ts';

/** A block of a topology that is being written. */
export type Block = { [key: string]: Json | undefined };

/** A topology that is being written: its top, its sites and their nodes, each with what stands in it. */
export interface Draft {
  readonly top: Block;
  readonly sites: readonly { readonly own: Block; readonly nodes: readonly Block[] }[];
}

/** Writes a value at a path of a block. */
export function write(block: Block, path: readonly string[], value: Json): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    block[key] = value;
    return;
  }
  const below = block[key];
  const inner: Block = isMap(below) ? (below as Block) : {};
  block[key] = inner;
  write(inner, rest, value);
}

function remove(block: Block, [key = '', ...rest]: readonly string[]): void {
  const below = block[key];
  if (rest.length === 0) delete block[key];
  else if (isMap(below)) remove(below as Block, rest);
}

/** Takes away what stands at a path, at every level. */
export function erase({ top, sites }: Draft, path: readonly string[]): void {
  for (const block of [top, ...sites.flatMap(({ own, nodes }) => [own, ...nodes])]) remove(block, path);
}

/** Writes the values of one key at the places that were found for it. */
export function writeSpread(draft: Draft, path: readonly string[], { top, sites, nodes }: Spread): void {
  if (top !== undefined) write(draft.top, path, top);
  draft.sites.forEach((site, index) => {
    const atSite = sites[index];
    if (atSite !== undefined) write(site.own, path, atSite);
    site.nodes.forEach((node, number) => {
      const atNode = nodes[index]?.[number];
      if (atNode !== undefined) write(node, path, atNode);
    });
  });
}

/** The topology that a draft stands for. */
export const topologyOf = ({ top, sites }: Draft): PartialTopology =>
  ({ ...top, sites: sites.map(({ own, nodes }) => ({ ...own, nodes })) }) as PartialTopology;
