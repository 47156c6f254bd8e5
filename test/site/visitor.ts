import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { launch } from 'puppeteer-core';

export type Theme = 'light' | 'dark';

export const THEMES: readonly Theme[] = ['light', 'dark'];

/** A page that somebody looks at, and what went wrong on it. */
export interface Visitor {
  readonly page: Page;
  /** Errors and warnings of the console, errors of scripts, dialogs, and requests that failed. */
  readonly complaints: string[];
  /** Everything that the page asked for. */
  readonly requests: string[];
}

/** Chromium, which resolves no name: what is not on this machine cannot be reached. */
export const browserAt = (program: string): Promise<Browser> =>
  launch({
    executablePath: program,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });

/** A visitor who was never here before: with a profile of their own. */
export async function visitor(browser: Browser): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // High enough that the editor draws every line of the sample.
  await page.setViewport({ width: 1280, height: 1600 });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // The page was left while it loaded something.
    if (why !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}: ${why}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, complaints, requests };
}

/** The lines of the editor. */
export const linesOf = (page: Page): Promise<string> =>
  page.$$eval('.editor >>> .cm-line', (lines) => lines.map((line) => line.textContent).join('\n'));

/** Waits until the page says this of the topology: `sound`, `1 error`. */
export async function judged(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (expected) => document.querySelector('output.state')?.textContent === expected,
    {},
    words,
  );
}

/** Types at the end of the topology. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator('.editor >>> .cm-content').click();
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
}

/** Clicks on the button with this name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator(`::-p-aria(${name}[role="button"])`).click();

/** Opens a panel by its tab, whose name may have a number after it. */
export async function openTab(page: Page, title: string): Promise<void> {
  const tabs = await page.$$('[role=tab]');
  for (const tab of tabs)
    if (await tab.evaluate((one, name) => one.textContent?.startsWith(name), title)) await tab.click();
  await page.waitForFunction(
    (name) => document.querySelector('[aria-selected=true]')?.textContent?.startsWith(name),
    {},
    title,
  );
}

/** Whether the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Shows the page as to somebody whose system prefers this. */
export const prefer = (page: Page, theme: Theme): Promise<void> =>
  page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);

/** What axe finds wrong with the page and its frames, for somebody whose system prefers a theme; each with where. */
export async function barriers(page: Page, theme: Theme): Promise<string[]> {
  await prefer(page, theme);
  for (const frame of page.frames().slice(1))
    await frame.waitForSelector(`[data-theme=${theme}] svg[role=img]`);
  // Axe asks itself in each frame.
  for (const frame of page.frames()) await frame.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { readonly axe: typeof axe }).axe.run(document),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`),
  );
}
