import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { ROOT } from '../ci/blocks.ts';
import { tools } from '../real/tools.ts';
import type { Served } from './served.ts';
import { served } from './served.ts';
import type { Visitor } from './visitor.ts';
import { browserAt, visitor } from './visitor.ts';

/** The site, built and served for the tests of a suite. */
export interface BuiltSite {
  readonly folder: string;
  /** Its address, with `/` at its end. */
  readonly base: () => string;
  /** Paths that the server was asked for, in order. */
  readonly asked: () => string[];
  /**
   * Plays on a page as a new visitor. Fails if the page complains of anything, or asks another server.
   * @param path from the base, with its fragment
   */
  readonly play: (path: string, body: (visit: Visitor) => Promise<void>) => Promise<void>;
  /** A visitor who is nowhere yet. */
  readonly visitor: () => Promise<Visitor>;
}

/** Builds the site before a suite, and removes it after. */
export function builtSite(): BuiltSite {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-site-'));
  let host: Served;
  let browser: Browser;
  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/site.mjs'), folder], { stdio: 'pipe' });
    host = await served(folder);
    browser = await browserAt(tools.chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    base: () => host.base,
    asked: () => host.asked,
    visitor: () => visitor(browser),
    play: async (path, body) => {
      const visit = await visitor(browser);
      try {
        await visit.page.goto(host.base + path);
        await body(visit);
        expect(visit.complaints).toEqual([]);
        expect(visit.requests.filter((url) => !url.startsWith(host.base))).toEqual([]);
      } finally {
        await visit.page.browserContext().close();
      }
    },
  };
}

/** A page of the documentation with wide tables and a diagram, and one of a rule. */
export const DOCS = ['docs/index.html', 'docs/rules/etcd/token-shared.html'];
