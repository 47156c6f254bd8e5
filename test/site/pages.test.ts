import { describe, expect, it } from 'vitest';
import { pageOf, relativeTo, resolved } from '../../src/site/pages/address.ts';
import { rendered } from '../../src/site/pages/markdown.ts';

describe('addresses of pages', () => {
  it.each([
    ['README.md', 'docs/index.html'],
    ['docs/plan.md', 'docs/plan.html'],
    ['docs/rules/README.md', 'docs/rules/index.html'],
    ['docs/rules/etcd/token-shared.md', 'docs/rules/etcd/token-shared.html'],
  ])('%s is at %s', (file, page) => expect(pageOf(file)).toBe(page));

  it.each([
    ['docs/plan.html', 'docs/rules/index.html', 'rules/index.html'],
    ['docs/rules/etcd/a.html', 'docs/plan.html', '../../plan.html'],
    ['docs/plan.html', 'index.html', '../index.html'],
    ['index.html', 'docs/plan.html', 'docs/plan.html'],
    ['docs/rules/etcd/a.html', '', '../../../'],
  ])('from %s to %s it is %s', (page, target, way) => expect(relativeTo(page, target)).toBe(way));

  it('follows a link of a file, but not out of the project', () => {
    expect(resolved('docs/rules/etcd/a.md', '../../../schema/x.json')).toBe('schema/x.json');
    expect(resolved('docs/a.md', './b.md')).toBe('docs/b.md');
    expect(resolved('docs/a.md', '../../etc/passwd')).toBeUndefined();
  });
});

const TARGETS = {
  pages: new Set(['README.md', 'docs/plan.md']),
  files: new Map([['LICENSE', 'LICENSE.txt']]),
};

const page = (text: string) => rendered({ path: 'docs/a.md', text }, TARGETS);

describe('a page of Markdown', () => {
  it('has links to pages and files of the site', () => {
    const { html } = page(
      '[a](plan.md#steps) [b](../README.md) [c](../LICENSE) [d](https://example.org/x.md) [e](#x)',
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'plan.html#steps',
      'index.html',
      '../LICENSE.txt',
      'https://example.org/x.md',
      '#x',
    ]);
  });

  it('is refused if a link leads nowhere', () => {
    expect(() => page('[a](gone.md)')).toThrow('docs/a.md links to gone.md, which the site does not have');
  });

  it('shows markup as text, and leaves out the marks of tests', () => {
    const { html } = page('<!-- broken:start -->\n<b>bold</b> <script>alert(1)</script>\n');
    expect(html).toBe('<p>&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>\n');
  });

  it('has the anchors that GitHub gives, and is cut at its headings for the search', () => {
    const { title, html, sections } = page(
      '# A `key`\n\nFirst\nline.\n\n## What it *does*\n\n- one\n\n```yaml\nx: 1\n```\n',
    );
    expect(title).toBe('A key');
    expect(html).toContain('<h2 id="what-it-does">');
    expect(html).toContain('<span class="tok-propertyName tok-definition">x</span>');
    expect(sections).toEqual([
      { anchor: '', heading: 'A key', text: 'A key First line.' },
      { anchor: 'what-it-does', heading: 'What it does', text: 'one' },
    ]);
  });
});
