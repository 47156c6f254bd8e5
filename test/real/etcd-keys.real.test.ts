import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Kind, keysRead, kindOf, SECTIONS, unread } from '../../src/compiler/facts/etcd-keys.ts';
import type { Software } from '../../src/compiler/facts/version.ts';
import { DEFAULT_SOFTWARE, versionOf } from '../../src/compiler/facts/version.ts';
import { lint } from '../../src/index.ts';
import { topology } from '../rules/estates.ts';
import { finish, type Verdict } from './programs.ts';
import { realDescribe, tools } from './tools.ts';

const softwareOf = (etcd: string): Software => ({
  patroni: versionOf(DEFAULT_SOFTWARE.patroni),
  postgresql: versionOf(DEFAULT_SOFTWARE.postgresql),
  haproxy: versionOf(DEFAULT_SOFTWARE.haproxy),
  etcd: versionOf(etcd),
});

/** Every key of the table, whichever etcd reads it. */
const keys = (section?: string): string[] => [
  ...new Set(['3.4.99', '3.5.99', '3.6.99'].flatMap((etcd) => keysRead(softwareOf(etcd), section))),
];

/** A value that no key of another kind takes, and one that each key of the kind does. */
const WRONG: Readonly<Record<Kind, unknown>> = {
  text: { a: { b: 1 } },
  flag: 'true',
  count: -1,
  integer: '1s',
  list: 'stderr',
  map: 'text',
  any: { a: { b: 1 } },
};
const RIGHT: Readonly<Record<Kind, unknown>> = {
  text: 'text',
  flag: false,
  count: 1,
  integer: -1,
  list: ['stderr'],
  map: {},
  any: 'text',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-etcd-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One that starts all the same is ended: status 124. */
const etcd = (...args: readonly string[]): Promise<Verdict> =>
  finish(['timeout', '10', tools.etcd ?? 'etcd', ...args], { PATH: process.env.PATH ?? '' }, '');

/** What etcd says of a file before it listens anywhere: no URL is one, unless the file has one. */
async function judge(content: object): Promise<string> {
  const path = join(folder, 'etcd.conf.yml');
  writeFileSync(
    path,
    stringify({ 'listen-peer-urls': 'none', 'data-dir': join(folder, 'data'), ...content }),
  );
  const { status, output } = await etcd('--config-file', path);
  expect(status, output).not.toBe(0);
  expect(status, output).not.toBe(124);
  return output;
}

/** Only what could be read gets as far as the URL. */
const NOT_READ = 'cannot unmarshal';
const READ = 'URL scheme must be http';

realDescribe('the table of etcd keys', ['etcd'], () => {
  let software: Software;
  beforeAll(async () => {
    const { output } = await etcd('--version');
    software = softwareOf(/\d+\.\d+\.\d+/.exec(output)?.[0] ?? '');
  });

  describe.each([undefined, ...SECTIONS])('%s', (section) => {
    const put = (block: object): object => (section === undefined ? block : { [section]: block });

    it.each(keys(section))(
      '%s is a key exactly where the table says so, and not of another kind',
      async (key) => {
        const isUnread = unread(software, section, key) !== undefined;
        const value = { [key]: WRONG[kindOf(section, key) ?? 'any'] };
        // What is about proxies is read once more, after all else was found to be in order.
        const last =
          /^(proxy|discovery-fallback)/.test(key) && !isUnread ? { 'listen-peer-urls': undefined } : {};
        expect(await judge({ ...last, ...put(value) })).toContain(isUnread ? READ : NOT_READ);
      },
    );

    it('each key takes a value of its kind', async () => {
      const block = Object.fromEntries(
        keys(section)
          .filter((key) => key !== 'listen-peer-urls')
          .map((key) => [key, RIGHT[kindOf(section, key) ?? 'any']]),
      );
      expect(await judge(put(block))).toContain(READ);
    });

    it('the case of a key does not matter, another letter does', async () => {
      const [key = ''] = keys(section);
      const wrong = WRONG[kindOf(section, key) ?? 'any'];
      expect(await judge(put({ [key.toUpperCase()]: wrong }))).toContain(NOT_READ);
      expect(await judge(put({ [`${key}x`]: wrong }))).toContain(READ);
    });
  });
});

const LISTEN = { 'listen-peer-urls': 'http://127.0.0.1:1', 'listen-client-urls': 'http://127.0.0.1:1' };

realDescribe('etcd/value-invalid', ['etcd'], () => {
  it.each([
    { 'initial-cluster-state': 'join' },
    { 'auto-compaction-mode': 'weekly' },
    { logger: 'syslog' },
    { 'heartbeat-interval': 0 },
    { 'heartbeat-interval': 300, 'election-timeout': 1000 },
    { 'heartbeat-interval': 6000, 'election-timeout': 60_000 },
    { 'listen-metrics-urls': 'http://pg-busan-2:2381' },
    { discovery: 'https://discovery.example.com/x', 'initial-cluster': 'a=http://10.1.0.10:2380' },
  ])('etcd refuses %o as well', async (block) => {
    const nodes = { 'pg-busan-2': `overrides: { etcd: ${JSON.stringify(block)} }` };
    const { diagnostics } = await lint(Buffer.from(topology({ nodes })));
    expect(diagnostics.map(({ rule }) => rule)).toContain('etcd/value-invalid');
    const output = await judge({ logger: 'zap', 'log-outputs': ['stderr'], ...LISTEN, ...block });
    expect(output).toMatch(/error verifying flags|unknown logger|unexpected|expected/);
  });
});
