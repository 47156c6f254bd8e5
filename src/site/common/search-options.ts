import type { Options } from 'minisearch';

/** A stretch of a page that can be found. */
export interface Findable {
  readonly id: number;
  /** The page with the anchor, from the root of the site. */
  readonly address: string;
  readonly title: string;
  /** The heading above it; at the top of a page, its title. */
  readonly heading: string;
  readonly text: string;
}

/** How the index is made and read: both have to agree. */
export const INDEX_OPTIONS: Options<Findable> = {
  fields: ['heading', 'text'],
  storeFields: ['address', 'title', 'heading'],
};

/** Where the script of the index puts it, as JSON. A script, because pages from files cannot fetch. */
export const INDEX_NAME = 'pgdrSearchIndex';
