import type { Node } from '../../estate/estate.ts';
import { allTogether } from '../../text/together.ts';
import type { Place } from '../blocks.ts';
import type { Block, Draft } from '../step.ts';
import type { ValueChange } from '../value-change.ts';
import type { SiteWork } from '../work.ts';

/** The work at one site, with what its blocks know of the site before and after. */
export interface Work extends SiteWork {
  readonly now: Place | undefined;
  readonly was: Place | undefined;
}

export const nodeNames = (nodes: readonly { readonly name: string }[]): string =>
  allTogether(nodes.map(({ name }) => name));

export const step = (title: string, about: string, blocks: readonly Block[], undo?: string): Draft[] =>
  blocks.length === 0 ? [] : [{ title, about, blocks, undo }];

/** The machines of a site that stay and have changed values of some kinds. */
export const touched = ({ staying, values }: Work, is: (value: ValueChange) => boolean): Node[] =>
  staying.filter(({ name }) => values.some((value) => value.node === name && is(value)));

export const staysAt = (work: Work): boolean => work.now !== undefined && work.was !== undefined;

export const DEPLOYED_AGAIN =
  'Check out the old topology, compile it, and run these blocks again. deploy keeps each old file below /var/backups/pgdr-compile/ on its machine, too.';
