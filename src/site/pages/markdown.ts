import { slug } from 'github-slugger';
import type { Token } from 'markdown-it';
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import { pageOf, relativeTo, resolved } from './address.ts';
import { escaped } from './escape.ts';
import { highlightedYaml } from './highlight.ts';

/** A Markdown file of the project. */
export interface MarkdownFile {
  /** Its path in the project. */
  readonly path: string;
  readonly text: string;
}

/** What there is to link to. */
export interface Targets {
  /** Paths of the Markdown files that have pages. */
  readonly pages: ReadonlySet<string>;
  /** Paths of other files of the project that the site has: by the path in the site. */
  readonly files: ReadonlyMap<string, string>;
}

/** A stretch of a page below one heading. */
export interface Section {
  /** The anchor of its heading; empty for what stands above the second heading. */
  readonly anchor: string;
  readonly heading: string;
  /** Its words without markup. */
  readonly text: string;
}

/** A page made of a Markdown file. */
export interface RenderedPage {
  readonly title: string;
  readonly html: string;
  readonly sections: readonly Section[];
}

/** Lines that say where a test writes into a page. */
const MARKER = /^<!-- \w+:(?:start|end) -->\n/gm;

/**
 * Where a link of a file leads in the site.
 * @throws Error if there is no such file: a link that leads nowhere is a mistake of the page
 */
function linkIn({ path }: MarkdownFile, { pages, files }: Targets, href: string): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [link = '', ...hash] = href.split('#');
  const target = resolved(path, link);
  const found = target !== undefined && (pages.has(target) ? pageOf(target) : files.get(target));
  if (!found) throw new Error(`${path} links to ${href}, which the site does not have`);
  return [relativeTo(pageOf(path), found), ...hash].join('#');
}

const renderer = new MarkdownIt({ html: false, linkify: false });
renderer.use(anchor, { slugify: slug, tabIndex: false });
renderer.renderer.rules.table_open = () =>
  '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
renderer.renderer.rules.table_close = () => '</table></div>\n';
const code = (content: string, info: string): string => {
  const language = /^\w*/.exec(info)?.[0] ?? '';
  const html = language === 'yaml' ? highlightedYaml(content) : escaped(content);
  const kind = language === 'mermaid' ? ' class="diagram"' : '';
  return `<pre tabindex="0"${kind}><code>${html}</code></pre>\n`;
};
renderer.renderer.rules.fence = (tokens, index) =>
  code(tokens[index]?.content ?? '', tokens[index]?.info ?? '');
renderer.renderer.rules.code_block = (tokens, index) => code(tokens[index]?.content ?? '', '');

/** A head of a column without words is no head. */
function plainHeads(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const [inline, close] = tokens.slice(index + 1, index + 3);
    if (token.type !== 'th_open' || inline?.content !== '' || close?.type !== 'th_close') continue;
    token.tag = 'td';
    close.tag = 'td';
  }
}

/** The words of inline content. */
const wordsOf = (token: Token | undefined): string =>
  (token?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('');

/** The page cut at its headings. Examples are left out: the words of one estate are in all of them. */
function sectionsOf(tokens: readonly Token[], title: string): readonly Section[] {
  const sections: { anchor: string; heading: string; words: string[] }[] = [
    { anchor: '', heading: title, words: [] },
  ];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline') continue;
    const before = tokens[index - 1];
    if (before?.type === 'heading_open' && before.tag !== 'h1')
      sections.push({ anchor: String(before.attrGet('id') ?? ''), heading: wordsOf(token), words: [] });
    else sections.at(-1)?.words.push(wordsOf(token));
  }
  return sections.map(({ words, ...others }) => ({ ...others, text: words.join(' ') }));
}

/**
 * Makes the body of a page.
 * @throws Error if a link leads nowhere
 */
export function rendered(file: MarkdownFile, targets: Targets): RenderedPage {
  const tokens = renderer.parse(file.text.replace(MARKER, ''), {});
  plainHeads(tokens);
  const all = tokens.flatMap((token) => token.children ?? []);
  for (const token of all) {
    const href = token.type === 'link_open' ? token.attrGet('href') : null;
    if (href !== null) token.attrSet('href', linkIn(file, targets, String(href)));
  }
  const first = tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1');
  const title = first === -1 ? file.path : wordsOf(tokens[first + 1]);
  return {
    title,
    html: renderer.renderer.render(tokens, renderer.options, {}),
    sections: sectionsOf(tokens, title),
  };
}
