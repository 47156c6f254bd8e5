/** Paths of Markdown files in the project, and those of their pages in the site. Both have `/` between their parts. */

/** The pages that are called otherwise than their files. */
const RENAMED: Readonly<Record<string, string>> = {
  'README.md': 'docs/index.html',
  'CHANGELOG.md': 'docs/changelog.html',
  'CONTRIBUTING.md': 'docs/contributing.html',
};

/** The page of a Markdown file: `docs/rules/README.md` → `docs/rules/index.html`. */
export const pageOf = (file: string): string =>
  RENAMED[file] ?? file.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');

/** The way from one page to another file of the site. */
export function relativeTo(page: string, target: string): string {
  const from = page.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Where a link of a file leads, as a path of the project; undefined if it leads out of it. */
export function resolved(file: string, link: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of link.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
