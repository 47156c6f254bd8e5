import type { Estate } from '../compiler/estate/estate.ts';
import type { Diagnostic, Place } from '../compiler/text/finding.ts';
import type { Page } from './page.ts';

/** An estate with the texts that it was read from: one topology, or the files of nodes. */
export interface KnownEstate {
  readonly kind: 'topology' | 'nodes';
  /** Undefined where nothing could be made of the texts. */
  readonly estate: Estate | undefined;
  /** By URI, in their order. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Findings of texts that cannot be read at all, by URI. */
  readonly unreadable: ReadonlyMap<string, Diagnostic>;
  /** The page that a place of the estate is in. */
  pageOf(place: Pick<Place, 'document'>): Page | undefined;
  /** The page of a file by the name that findings have. */
  pageNamed(file: string): Page | undefined;
}
