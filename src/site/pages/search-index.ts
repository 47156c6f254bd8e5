import MiniSearch from 'minisearch';
import type { Findable } from '../common/search-options.ts';
import { INDEX_NAME, INDEX_OPTIONS } from '../common/search-options.ts';
import type { Section } from './markdown.ts';

/** A page with its stretches. */
export interface IndexedPage {
  /** Its path in the site. */
  readonly path: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** The search index as a script. */
export function searchScript(pages: readonly IndexedPage[]): string {
  const index = new MiniSearch<Findable>(INDEX_OPTIONS);
  const found = pages.flatMap(({ path, title, sections }) =>
    sections.map(({ anchor, heading, text }) => ({
      address: anchor === '' ? path : `${path}#${anchor}`,
      title,
      heading,
      text,
    })),
  );
  index.addAll(found.map((one, id) => ({ id, ...one })));
  return `globalThis.${INDEX_NAME} = ${JSON.stringify(JSON.stringify(index))};\n`;
}
