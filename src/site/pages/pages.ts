/** Every page of the site. It is run when the site is built. */

import { pageOf } from './address.ts';
import type { NavigationGroup } from './layout.ts';
import { docsPage, picturePage, playgroundPage } from './layout.ts';
import type { MarkdownFile, RenderedPage } from './markdown.ts';
import { rendered } from './markdown.ts';
import { searchScript } from './search-index.ts';

/** A file of the site. */
export interface SiteFile {
  /** From the root of the site. */
  readonly path: string;
  readonly text: string;
}

interface Page extends RenderedPage {
  readonly path: string;
}

const RULES = 'docs/rules/';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const linkTo = ({ path, title }: Page) => ({ page: path, title });

/** The guides; on the page of a rule, the rules of its category too. */
function navigationOf(page: Page, pages: readonly Page[]): readonly NavigationGroup[] {
  const guides = pages.filter(({ path }) => !path.startsWith(RULES) || path === `${RULES}index.html`);
  const group = { title: 'Documentation', links: guides.map(linkTo) };
  const folder = folderOf(page.path);
  if (!folder.startsWith(RULES) || folder === RULES) return [group];
  const category = folder.slice(RULES.length, -1);
  const rules = pages.filter(({ path }) => folderOf(path) === folder);
  return [{ title: `Rules: ${category}`, links: rules.map(linkTo) }, group];
}

/**
 * Makes the pages, and the script of the search index.
 * @param files the Markdown files, in the order of the navigation
 * @param others paths of other files of the project that pages may link to, by their path in the site
 * @throws Error if a link leads nowhere
 */
export function siteFiles(
  files: readonly MarkdownFile[],
  others: ReadonlyMap<string, string>,
): readonly SiteFile[] {
  const targets = { pages: new Set(files.map(({ path }) => path)), files: others };
  const pages = files.map((file): Page => ({ path: pageOf(file.path), ...rendered(file, targets) }));
  return [
    { path: 'index.html', text: playgroundPage() },
    { path: 'picture.html', text: picturePage() },
    ...pages.map((page) => ({
      path: page.path,
      text: docsPage({ ...page, navigation: navigationOf(page, pages) }),
    })),
    { path: 'assets/search-index.js', text: searchScript(pages) },
  ];
}
