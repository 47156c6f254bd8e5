import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeShared, encodeShared } from '../../src/site/playground/share.ts';
import { ROOT } from '../ci/blocks.ts';
import { command } from '../cli/host.ts';
import { realDescribe } from '../real/tools.ts';
import { builtSite, DOCS } from './built.ts';
import type { Visitor } from './visitor.ts';
import { barriers, judged, linesOf, openTab, overflow, prefer, press, THEMES, typeAtEnd } from './visitor.ts';

const SAMPLE = readFileSync(join(ROOT, 'fixtures/seoul-busan/topology.yaml'), 'utf8');

/** Bytes, compressed, that a first visit may load: HTML, styles and scripts, until a tab is opened. CONTRIBUTING.md says it too. */
const BUDGET = 400 * 1024;

realDescribe('the playground', ['chromium'], () => {
  const { folder, base, asked, play } = builtSite();

  /** The playground, once the sample is judged. */
  const playground = (body: (visit: Visitor) => Promise<void>, fragment = ''): Promise<void> =>
    play(fragment, async (visit) => {
      if (fragment === '') await judged(visit.page, 'sound');
      await body(visit);
    });

  it('finds a mistake while somebody types, underlines it, links to its rule, and fixes it', () =>
    playground(async ({ page }) => {
      await typeAtEnd(page, 'haproxi: { writes: all }');
      await judged(page, '1 error');
      const underlined = await page.$$eval('.editor >>> .cm-lintRange-error', (all) =>
        all.map((one) => one.textContent),
      );
      expect(underlined.join('')).toBe('haproxi');
      const link = await page.$eval('.finding a', (one) => [
        one.firstChild?.textContent,
        one.getAttribute('href'),
      ]);
      expect(link).toEqual(['schema/unknown-key', 'docs/rules/schema/unknown-key.html']);
      expect(statSync(join(folder, link[1] ?? '')).isFile()).toBe(true);
      await page.locator('.finding button.primary').click();
      await judged(page, 'sound');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel');
      expect(await linesOf(page)).toBe(`${SAMPLE}haproxy: { writes: all }`);
    }));

  it('offers the fix in the editor by keyboard alone, and undoes it', () =>
    playground(async ({ page }) => {
      await typeAtEnd(page, 'haproxi: { writes: all }');
      await judged(page, '1 error');
      await page.keyboard.press('F8');
      const action = await page.waitForSelector('.editor >>> .cm-diagnosticAction');
      expect(await action?.evaluate((one) => one.textContent)).toMatch(/^Fix: /);
      await page.locator('.editor >>> .cm-diagnosticAction').click();
      await judged(page, 'sound');
      await page.locator('.editor >>> .cm-content').click();
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await page.keyboard.up('Control');
      await judged(page, '1 error');
      expect(await linesOf(page)).toContain('haproxi');
    }));

  it('fixes all findings that have a fix', () =>
    playground(async ({ page }) => {
      await typeAtEnd(page, 'haproxi: { writes: all }\netdc: { client_port: 23790 }');
      await judged(page, '2 errors');
      await press(page, 'Fix all (2)');
      await judged(page, 'sound');
      expect(await linesOf(page)).toBe(`${SAMPLE}haproxy: { writes: all }\netcd: { client_port: 23790 }`);
    }));

  it('shows the compiled files, what changed in them, and the lines that differ', () =>
    playground(async ({ page }) => {
      await openTab(page, 'Files');
      await page.waitForFunction(() => document.body.textContent?.includes('64 files: none changed'));
      await typeAtEnd(page, 'timing: norm');
      // A key that is there twice: an error, after which the sound state before it is what is compared with.
      await page.waitForFunction(() => document.body.textContent?.includes('files of its last sound state'));
      for (const _ of 'timing: norm') await page.keyboard.press('Backspace');
      await page.keyboard.type('haproxy: { writes: all }');
      await page.waitForFunction(() => document.body.textContent?.includes('64 files: 17 changed'));
      await page.locator('button[title="busan/haproxy-busan/etc/haproxy/haproxy.cfg"]').click();
      const added = await page.$$eval('.diff .added code', (all) => all.map((one) => one.textContent));
      expect(added.join('\n')).toMatch(/added: .*server pg-seoul-1 .*backup/);
      await page.locator('.file input[type=checkbox]').click();
      const whole = await page.$eval('.file pre', (one) => one.textContent);
      expect(whole).toContain('backup');
      expect(whole).toMatch(/^# Made by pgdr-compile/);
    }));

  it('draws the picture of the estate in its frame, in light and dark', () =>
    playground(async ({ page }) => {
      await openTab(page, 'Picture');
      const frame = await page.waitForFrame((one) => one.url().endsWith('/picture.html'));
      const svg = await frame.waitForSelector('svg[role=img]');
      expect(await svg?.evaluate((one) => one.textContent)).toContain('standby_cluster_busan');
      expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
      await press(page, 'Dark');
      await frame.waitForSelector('html[data-theme=dark] svg[role=img]');
    }));

  it('shares by the address, and shows the same text to whoever opens it', () =>
    playground(async ({ page, requests }) => {
      await typeAtEnd(page, '# ünïcode ✓ 서울\nhaproxy: { writes: all }');
      await judged(page, 'sound');
      const text = await linesOf(page);
      await press(page, 'Share');
      const link = await page.waitForSelector('.shared input');
      const address = (await link?.evaluate((one) => (one as HTMLInputElement).value)) ?? '';
      expect(page.url()).toBe(address);
      expect(await decodeShared(new URL(address).hash)).toEqual({ text });
      expect(requests.filter((url) => url.includes('#1.'))).toEqual([]);
      await page.reload();
      await judged(page, 'sound');
      expect(await linesOf(page)).toBe(text);
      // The plan still begins with the sample.
      await openTab(page, 'Plan');
      await page.waitForFunction(() =>
        document.querySelector('.plan')?.textContent?.includes('haproxy/writes'),
      );
      await play(new URL(address).hash, async (other) => {
        await judged(other.page, 'sound');
        expect(await linesOf(other.page)).toBe(text);
      });
    }));

  it('keeps what was typed when a link leads to a place of the page, and takes what is shared with an open page', () =>
    playground(async ({ page }) => {
      await typeAtEnd(page, '# typed');
      await page.evaluate(() => {
        location.hash = '#main';
      });
      await judged(page, 'sound');
      expect(await linesOf(page)).toBe(`${SAMPLE}# typed`);
      const fragment = await encodeShared({ text: `${SAMPLE}haproxi: {}` });
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      await judged(page, '1 error');
    }));

  it.each([
    ['no base64', '#1.%%%'],
    ['no compressed bytes', '#1.AAAA'],
    ['markup', '#<img src=x onerror=alert(1)>'],
    ['a script', '#javascript:alert(1)'],
  ])('shows the sample where the address holds %s', (_, fragment) =>
    play(fragment, async ({ page }) => {
      await judged(page, 'sound');
      expect(await linesOf(page)).toBe(SAMPLE);
      expect(await page.$eval('.note', (one) => one.textContent)).toContain('holds no topology');
    }),
  );

  it('shows a hostile topology as text, in every panel', async () => {
    const nasty = '<img src=x onerror=alert(1)>';
    const text = SAMPLE.replace('name: orders', `name: "${nasty}"`)
      .replaceAll('pg-seoul-1', `"${nasty}"`)
      .replace('timing: norm', `"</script><script>alert(1)</script>": ${nasty}`);
    await play(await encodeShared({ text, start: nasty }), async ({ page }) => {
      await page.waitForSelector('.finding');
      for (const tab of ['Files', 'Picture', 'What if', 'Plan', 'Findings']) await openTab(page, tab);
      await page.waitForSelector('.finding');
      expect(await page.$eval('.findings', (one) => one.textContent)).toContain('<script>');
      expect(await page.$$('.findings script, .findings img')).toEqual([]);
    });
  });

  it('says what is found and compiled once the other site is the primary', () =>
    playground(async ({ page }) => {
      await openTab(page, 'What if');
      await press(page, 'busan');
      await page.waitForFunction(() =>
        document.body.textContent?.includes('No findings once busan is the primary'),
      );
      await page.locator('button[title="seoul/dcs.yml"]').click();
      await page.waitForFunction(() =>
        document.querySelector('.diff')?.textContent?.includes('standby_cluster:'),
      );
      expect(await linesOf(page)).toContain('primary: seoul');
    }));

  it('shows the plan that the command prints', () =>
    playground(async ({ page }) => {
      await typeAtEnd(page, '    max_wal_senders: 30');
      await judged(page, 'sound');
      await openTab(page, 'Plan');
      await page.waitForFunction(() =>
        document.querySelector('.plan')?.textContent?.includes('steps, in this order'),
      );
      const files = { 'loaded.yaml': SAMPLE, 'topology.yaml': await linesOf(page) };
      const { stdout } = await command(['plan', '--from', 'loaded.yaml', 'topology.yaml'], { files });
      expect(await page.$eval('.plan', (one) => one.textContent)).toBe(stdout);
    }));

  it('is dark where the system is, until somebody chooses otherwise, and remembers it', () =>
    playground(async ({ page }) => {
      const background = () => page.$eval('body', (one) => getComputedStyle(one).backgroundColor);
      await prefer(page, 'light');
      const light = await background();
      await prefer(page, 'dark');
      const dark = await background();
      expect(dark).not.toBe(light);
      await press(page, 'Dark');
      expect(await background()).toBe(light);
      await page.reload();
      expect(await background()).toBe(light);
      await page.goto(base() + (DOCS[0] ?? ''));
      expect(await background()).toBe(light);
    }));

  it('fits a phone: nothing is wider than 360 pixels', () =>
    playground(async ({ page }) => {
      await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
      // Chromium has loaded the page anew for that.
      await judged(page, 'sound');
      await typeAtEnd(page, 'haproxi: { writes: all }');
      await judged(page, '1 error');
      await press(page, 'Share');
      await page.waitForSelector('.shared input');
      expect(await overflow(page)).toBe(0);
      await press(page, 'Fix all (1)');
      await judged(page, 'sound');
      await openTab(page, 'Files');
      await page.locator('button[title="busan/haproxy-busan/etc/haproxy/haproxy.cfg"]').click();
      await page.waitForSelector('.diff');
      expect(await overflow(page), 'files').toBe(0);
      await openTab(page, 'Picture');
      const frame = await page.waitForFrame((one) => one.url().endsWith('/picture.html'));
      await frame.waitForSelector('svg[role=img]');
      expect(await overflow(page), 'picture').toBe(0);
      await openTab(page, 'What if');
      await press(page, 'busan');
      await page.waitForSelector('.files');
      expect(await overflow(page), 'what if').toBe(0);
      await openTab(page, 'Plan');
      await page.waitForFunction(() => document.querySelector('.plan')?.textContent?.startsWith('plan: '));
      expect(await overflow(page), 'plan').toBe(0);
      for (const path of DOCS) {
        await page.goto(base() + path);
        expect(await overflow(page), path).toBe(0);
      }
    }));

  it('moves through the tabs by arrows, and leaves the editor by Tab', () =>
    playground(async ({ page }) => {
      const focused = () => page.evaluate(() => document.activeElement?.id);
      await page.focus('#tab-findings');
      await page.keyboard.press('ArrowRight');
      expect(await focused()).toBe('tab-files');
      await page.keyboard.press('End');
      expect(await focused()).toBe('tab-plan');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('panel');
      await page.locator('.editor >>> .cm-content').click();
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('tab-plan');
      expect(await linesOf(page)).toBe(SAMPLE);
    }));

  it('is open to all: axe finds nothing on the playground, in light and in dark', () =>
    playground(async ({ page }) => {
      for (const theme of THEMES) {
        expect(await barriers(page, theme), `${theme}, sound`).toEqual([]);
      }
      await openTab(page, 'Files');
      await typeAtEnd(page, 'haproxi: { writes: all }');
      await judged(page, '1 error');
      for (const tab of ['Findings', 'Files', 'Picture', 'What if', 'Plan']) {
        await openTab(page, tab);
        for (const theme of THEMES) {
          expect(await barriers(page, theme), `${theme}, ${tab}`).toEqual([]);
        }
      }
      await press(page, 'Fix all (1)');
      await judged(page, 'sound');
      await openTab(page, 'Files');
      await page.locator('button[title="busan/haproxy-busan/etc/haproxy/haproxy.cfg"]').click();
      await page.waitForSelector('.diff');
      for (const theme of THEMES) {
        expect(await barriers(page, theme), `${theme}, a difference`).toEqual([]);
      }
    }));

  it('loads no more than its budget on a first visit, and draws pictures only when they are asked for', async () => {
    asked().length = 0;
    await playground(async ({ page }) => {
      await page.waitForNetworkIdle();
      const paths = [...new Set(asked())].filter((path) => path !== '/favicon.ico');
      const sizes = paths.map((path) => gzipSync(readFileSync(join(folder, path))).length);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(paths).toContain('/assets/worker.js');
      expect(paths).not.toContain('/assets/picture.js');
      expect(total).toBeGreaterThan(100 * 1024);
      expect(total).toBeLessThanOrEqual(BUDGET);
    });
  });
});
