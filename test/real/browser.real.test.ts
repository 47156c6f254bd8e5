import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { compile, explain, lint } from '../../src/index.ts';
import { ROOT } from '../ci/blocks.ts';
import { BROKEN, SOUND } from '../cli/host.ts';
import { realDescribe, tools } from './tools.ts';

/** What a page does with the library. */
const PAGE = `
import { compile, explain, lint } from 'pgdr-compile';
const bytes = (text) => new TextEncoder().encode(text);
const { SOUND, BROKEN } = globalThis;
Promise.all([lint(bytes(BROKEN)), compile(bytes(SOUND)), compile(bytes(BROKEN))])
  .then(([linted, sound, broken]) => ({
    diagnostics: linted.diagnostics,
    artifacts: sound.artifacts,
    refused: broken.artifacts,
    explained: explain('etcd/token-shared'),
    globals: [typeof process, typeof Buffer],
  }))
  .catch((error) => ({ error: String(error) }))
  .then((result) => {
    const text = encodeURIComponent(JSON.stringify(result));
    document.body.append(Object.assign(document.createElement('pre'), { id: 'result', textContent: text }));
  });`;

realDescribe('the library in a browser', ['chromium'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-browser-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('does there what it does here: no file, process or stream of Node is in it', {
    timeout: 60_000,
  }, async () => {
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: ROOT },
      alias: { 'pgdr-compile': join(ROOT, 'dist/index.js') },
      bundle: true,
      // Anything of Node's own would not resolve.
      platform: 'browser',
      format: 'iife',
      charset: 'utf8',
      write: false,
    });
    const script = Buffer.from(outputFiles[0]?.contents ?? [])
      .toString()
      .replaceAll('</script', '<\\/script');
    const data = JSON.stringify({ SOUND, BROKEN });
    const page = join(folder, 'page.html');
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><body><script>Object.assign(globalThis, ${data});</script><script>${script}</script>`,
    );
    const { stdout, stderr } = spawnSync(
      tools.chromium ?? '',
      [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        ...[`--user-data-dir=${join(folder, 'profile')}`, '--virtual-time-budget=20000', '--dump-dom', page],
      ],
      { encoding: 'utf8', timeout: 50_000, maxBuffer: 64 * 1024 * 1024 },
    );
    const text = /<pre id="result">([^<]*)<\/pre>/.exec(stdout)?.[1];
    if (text === undefined) throw new Error(`the page has no result\n${stderr}`);
    const inBrowser = JSON.parse(decodeURIComponent(text));
    const here = {
      diagnostics: (await lint(Buffer.from(BROKEN))).diagnostics,
      artifacts: (await compile(Buffer.from(SOUND))).artifacts,
      refused: [],
      explained: explain('etcd/token-shared'),
    };
    expect(inBrowser).toEqual({
      ...JSON.parse(JSON.stringify(here)),
      globals: ['undefined', 'undefined'],
    });
    expect(here.artifacts.length).toBeGreaterThan(10);
  });
});
