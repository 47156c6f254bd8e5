import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { CATALOGUE } from '../../src/index.ts';
import { rulePage } from '../../src/site/playground/rule-page.ts';
import { realDescribe } from '../real/tools.ts';
import { builtSite, DOCS } from './built.ts';
import { barriers, THEMES } from './visitor.ts';

realDescribe('the documentation as pages', ['chromium'], () => {
  const { folder, base, play, visitor } = builtSite();

  it.each(DOCS)('is open to all: axe finds nothing on %s, in light and in dark', (path) =>
    play(path, async ({ page }) => {
      for (const theme of THEMES) {
        expect(await barriers(page, theme), theme).toEqual([]);
      }
    }),
  );

  it('searches the documentation', () =>
    play('docs/plan.html', async ({ page }) => {
      await page.locator('#query').fill('token shared');
      await page.waitForSelector('#results a');
      await page.keyboard.press('Enter');
      await page.waitForNavigation({ waitUntil: 'load' });
      expect(page.url()).toBe(`${base()}docs/rules/etcd/token-shared.html`);
      expect(await page.$eval('h1', (one) => one.textContent)).toBe('etcd/token-shared');
    }));

  it('shows and searches the documentation from files, without a server', async () => {
    const { page, complaints } = await visitor();
    await page.goto(pathToFileURL(join(folder, 'docs/plan.html')).href);
    expect(await page.$eval('body', (one) => getComputedStyle(one).marginTop)).toBe('0px');
    await page.locator('#query').fill('slot mismatch');
    await page.waitForSelector('#results a');
    await page.locator('#results a').click();
    await page.waitForFunction(
      () => document.querySelector('h1')?.textContent === 'replication/slot-mismatch',
    );
    expect(complaints).toEqual([]);
    await page.browserContext().close();
  });

  it('has only links that lead somewhere, and none that begins at the root of a host', () => {
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.html'),
    );
    const texts = new Map(pages.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    const anchors = new Map(
      pages.map((path) => [
        path,
        new Set([...(texts.get(path) ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    const dead = pages.flatMap((path) =>
      [...(texts.get(path) ?? '').matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, link = '']) => {
        if (/^https?:/.test(link)) return [];
        const { pathname, hash } = new URL(link, `http://site/${path}`);
        const target = pathname.slice(1) || 'index.html';
        const isThere = statSync(join(folder, target), { throwIfNoEntry: false })?.isFile();
        const isAnchor = hash === '' || anchors.get(target)?.has(decodeURIComponent(hash.slice(1)));
        return isThere && isAnchor && !link.startsWith('/') ? [] : [`${path}: ${link}`];
      }),
    );
    expect(pages.length).toBeGreaterThan(250);
    expect(dead).toEqual([]);
  });

  it('has a page for every rule that a finding can name', () => {
    const missing = CATALOGUE.filter(
      ({ id }) => !statSync(join(folder, rulePage(id)), { throwIfNoEntry: false }),
    );
    expect(missing).toEqual([]);
  });

  it('lets in its own scripts and styles alone, and names the licences of what is in them', () => {
    const policy = (page: string): string =>
      /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join(folder, page), 'utf8'))?.[1] ?? '';
    for (const page of ['index.html', ...DOCS]) {
      expect(policy(page)).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy(page)).not.toMatch(/unsafe|https?:|\*/);
    }
    expect(policy('picture.html')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';/,
    );
    const licences = readFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@codemirror/view', 'mermaid', 'preact', 'minisearch', 'diff', 'yaml'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
