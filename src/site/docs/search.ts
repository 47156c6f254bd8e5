import MiniSearch from 'minisearch';
import type { Findable } from '../common/search-options.ts';
import { INDEX_NAME, INDEX_OPTIONS } from '../common/search-options.ts';

/** How many pages are shown. */
const MOST = 12;

/** A result, as the index keeps it. */
type Found = Pick<Findable, 'address' | 'title' | 'heading'>;

/** Loads the index, as a script: pages from files cannot fetch. */
function loaded(root: string): Promise<MiniSearch<Findable>> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${root}assets/search-index.js`;
    script.addEventListener('error', () => reject(new Error('the search index cannot be loaded')));
    script.addEventListener('load', () => {
      const json = (globalThis as Readonly<Record<string, unknown>>)[INDEX_NAME];
      resolve(MiniSearch.loadJSON(String(json), INDEX_OPTIONS));
    });
    document.head.append(script);
  });
}

function itemOf({ address, title, heading }: Found, root: string): HTMLElement {
  const link = Object.assign(document.createElement('a'), { href: root + address, textContent: title });
  const item = document.createElement('li');
  item.append(link);
  if (heading !== title)
    item.append(Object.assign(document.createElement('span'), { textContent: heading, className: 'where' }));
  return item;
}

/** The best result of each page, the best page first. */
function bestOfPages(found: readonly Found[]): readonly Found[] {
  const best = new Map<string, Found>();
  for (const one of found) {
    const [page = ''] = one.address.split('#');
    if (!best.has(page)) best.set(page, one);
  }
  return [...best.values()];
}

/**
 * Makes the form search the documentation as somebody types. The index is loaded when the field takes the focus.
 * @param root the way to the root of the site, with `/` at its end or empty
 */
export function makeSearch(form: HTMLFormElement, root: string): void {
  const field = form.querySelector('input');
  const status = form.querySelector('[role=status]');
  const results = form.querySelector('ol');
  if (!field || !status || !results) return;
  let index: Promise<MiniSearch<Findable>> | undefined;
  const ready = (): Promise<MiniSearch<Findable>> => {
    index ??= loaded(root);
    return index;
  };
  const show = async (): Promise<void> => {
    const query = field.value.trim();
    const found =
      query === ''
        ? []
        : (await ready()).search(query, {
            prefix: true,
            fuzzy: 0.15,
            combineWith: 'AND',
            boost: { heading: 3 },
          });
    if (query !== field.value.trim()) return;
    const pages = bestOfPages(found as unknown as readonly Found[]);
    status.textContent = query === '' ? '' : pages.length === 1 ? '1 page' : `${pages.length} pages`;
    results.replaceChildren(...pages.slice(0, MOST).map((one) => itemOf(one, root)));
  };
  const tell = (error: unknown): void => {
    status.textContent = String(error);
  };
  field.addEventListener('focus', () => void ready().catch(tell));
  field.addEventListener('input', () => void show().catch(tell));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  form.hidden = false;
}
