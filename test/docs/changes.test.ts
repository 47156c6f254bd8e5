import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Effects } from '../../src/compiler/facts/effects/effect.ts';
import { effectFor } from '../../src/compiler/facts/effects/effect.ts';
import { ETCD } from '../../src/compiler/facts/effects/etcd.ts';
import { HAPROXY } from '../../src/compiler/facts/effects/haproxy.ts';
import { MEANINGS } from '../../src/compiler/facts/effects/language.ts';
import { DYNAMIC_CONFIGURATION, LOCAL } from '../../src/compiler/facts/effects/patroni.ts';
import { DEFAULT_SOFTWARE, versionOf } from '../../src/compiler/facts/version.ts';
import { EFFECT_WORDS } from '../../src/compiler/plan/effect-words.ts';

const PAGE = 'docs/changes.md';

const software = {
  patroni: versionOf(DEFAULT_SOFTWARE.patroni),
  postgresql: versionOf(DEFAULT_SOFTWARE.postgresql),
  etcd: versionOf(DEFAULT_SOFTWARE.etcd),
  haproxy: versionOf(DEFAULT_SOFTWARE.haproxy),
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Keys of a table with the same effect, together. */
function rowsOf(table: Effects): string[] {
  const rows = new Map<string, string[]>();
  for (const [key, entry] of Object.entries(table)) {
    const { kind, note = '', source } = effectFor(entry, { from: undefined, to: undefined, software });
    const row = `${EFFECT_WORDS[kind]} | ${cell(note)} | ${cell(source)}`;
    rows.set(row, [...(rows.get(row) ?? []), key === '*' ? 'every other key' : `\`${key}\``]);
  }
  return [...rows].map(([row, keys]) => `| ${keys.join(', ')} | ${row} |`);
}

const table = (effects: Effects): string[] => [
  '| key | what it takes | note | source |',
  '|---|---|---|---|',
  ...rowsOf(effects),
];

const page = (): string =>
  [
    '# What each key means when it changes',
    '',
    '`pgdr-compile plan` takes this from one table, `src/compiler/facts/effects/`. `npm run typecheck` refuses a key of the language',
    'that is not in it, and a test refuses a key of Patroni. This page is made from it.',
    '',
    '## Keys of the topology',
    '',
    'A key that may be written at the top, under a site and under a node is here once. Where a key has several effects, the values that',
    'follow from it decide: `plan` says which.',
    '',
    '| key | what it takes | |',
    '|---|---|---|',
    ...Object.entries(MEANINGS).map(
      ([key, { effects, note }]) =>
        `| \`${key}\` | ${effects.map((kind) => EFFECT_WORDS[kind]).join('; ')} | ${cell(note)} |`,
    ),
    '',
    '## Parameters of PostgreSQL',
    '',
    'Their effect follows from `pg_settings.context`: `postmaster` takes a restart of PostgreSQL; `sighup`, `superuser` and `user` take a',
    'reload, which Patroni makes by itself; `superuser-backend` counts for new sessions. Between PostgreSQL 13 and 18 two of them change:',
    '`restore_command` takes no restart since 14, `autovacuum_max_workers` since 18.',
    '',
    'A standby must have `max_connections`, `max_prepared_transactions`, `max_locks_per_transaction`, `max_worker_processes` and',
    '`max_wal_senders` at least as high as its primary. So a higher value goes to the standby sites first, a lower one to the primary.',
    '',
    '## patroni.yml',
    '',
    ...table(LOCAL),
    '',
    '## The dynamic configuration',
    '',
    ...table(DYNAMIC_CONFIGURATION),
    '',
    '## etcd.conf.yml',
    '',
    ...table(ETCD),
    '',
    '## haproxy.cfg',
    '',
    ...table(HAPROXY),
    '',
  ].join('\n');

if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page());

it('docs/changes.md says what the table says (UPDATE_DOCS=1 writes it)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page());
});
