import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { changesText } from '../../src/commands/adopt-report.ts';
import { adopt, unreadable } from '../../src/compiler/adopt/adopt.ts';
import { changesOf } from '../../src/compiler/adopt/changes.ts';
import { topologyText } from '../../src/compiler/adopt/text.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import { lint } from '../../src/index.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';
import { runs } from '../fuzz.ts';
import { SOUND } from '../hostile/support.ts';
import { nodeFilesOf } from './read-back.ts';

const COMPILED: Promise<readonly (readonly GivenFile[])[]> = Promise.all(
  SOUND.map(async ({ text }) => {
    const { estate } = await lint(Buffer.from(text));
    return estate ? nodeFilesOf(estate) : [];
  }),
);

/** Paths of every kind of file that is read. */
const PATHS = [
  'a/n/etc/patroni/patroni.yml',
  'a/n/etc/patroni/conf.d/1.yml',
  'a/dcs.yml',
  'a/n/etc/etcd/etcd.conf.yml',
  'a/n/etc/default/etcd',
  'a/n/etc/systemd/system/patroni.service',
  'a/n/etc/systemd/system/etcd.service.d/x.conf',
  'a/n/etc/haproxy/haproxy.cfg',
  'a/n/var/lib/postgresql/16/main/pg_hba.conf',
  'a/n/versions',
  'x.yml',
];

/** Bits that programs give a meaning to. */
const PIECE = fc.constantFrom(
  ...'\n|\n  |: |- |[|]|{|}|"|\'|\\|#|$|$|{X}|%|%%|\u0000|\u00a0|\u2028|é|👍|\r\n|=|,|/|0|1e9|-1|null|~|!!binary x|&a |*a|<<: |@'.split(
    '|',
  ),
  ...[
    'scope: a',
    'name: b',
    'bootstrap:',
    'dcs:',
    'postgresql:',
    'pg_hba:',
    'standby_cluster:',
    'host: h',
    'slots:',
    'etcd3:',
    'etcd:',
    'consul:',
  ],
  ...[
    'initial-cluster: a=http://1.2.3.4:2380',
    'ETCD_NAME=a',
    'PATRONI_SCOPE=a',
    'PATRONI_ETCD3_HOSTS=a:1',
    '__proto__: 1',
    'constructor: 1',
  ],
  ...[
    '[Service]',
    'ExecStart=/usr/bin/etcd --name a',
    'Environment=',
    'EnvironmentFile=-/x',
    'global',
    'defaults',
    'defaults from x',
    'listen a',
    'frontend b',
  ],
  ...[
    'backend c',
    'server s 1.2.3.4:5432 check',
    'server',
    'bind :5000',
    'bind',
    'option httpchk',
    'use_backend c if { a }',
    '.if defined(X)',
    '.endif',
    'timeout',
  ],
  ...[
    'local all all trust',
    'host all all 0.0.0.0/0 md5',
    'host',
    'include x',
    'patroni 4.0',
    'postgresql 99',
    'etcd x',
  ],
);

const hostile = fc.array(PIECE, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A stretch of a text replaced. */
const damage = fc.tuple(
  fc.nat(),
  fc.nat({ max: 60 }),
  fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 10 })),
);

const damages = fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 4 });

/** Files of which some have a stretch replaced. */
function damaged(
  files: readonly GivenFile[],
  all: readonly (readonly [number, readonly [number, number, string]])[],
): GivenFile[] {
  const result = [...files];
  for (const [file, [start, length, text]] of all) {
    const index = file % result.length;
    const one = result[index] as GivenFile;
    const from = start % (one.text.length + 1);
    result[index] = { ...one, text: one.text.slice(0, from) + text + one.text.slice(from + length) };
  }
  return result;
}

const anyFiles = fc
  .array(fc.record({ path: fc.constantFrom(...PATHS), text: hostile }), { minLength: 1, maxLength: 5 })
  .map((given) => given.map((one, index): GivenFile => ({ ...one, file: `${index}/${one.path}` })));

function assertWhole(analysis: Awaited<ReturnType<typeof analyseNodes>>): void {
  for (const { diagnostics } of analysis.files)
    for (const { message, rule } of diagnostics) {
      expect(rule).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
      expect(message).not.toMatch(/undefined|\[object|NaN/);
    }
}

/** What is adopted is a topology that can be read, and what it changes can be told. */
function assertAdopted(given: readonly GivenFile[]): void {
  if (unreadable(given).length > 0) return;
  const adopted = adopt('estate', given, {});
  if (!adopted) return;
  const text = topologyText(adopted.draft, ['Adopted.'], adopted.notes);
  expect(parseDocument(text).errors).toEqual([]);
  expect(changesText(changesOf(adopted))).not.toMatch(/undefined|\[object|NaN/);
}

describe('no file breaks the reader', () => {
  it('any text under any name', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, async (given) => {
        assertWhole(await analyseNodes('estate', given));
      }),
      runs(2000),
    );
  });

  it('compiled files with a stretch replaced', async () => {
    const compiled = await COMPILED;
    await fc.assert(
      fc.asyncProperty(fc.nat(), damages, async (which, all) => {
        assertWhole(await analyseNodes('estate', damaged(compiled[which % compiled.length] ?? [], all)));
      }),
      runs(400),
    );
  });
});

describe('no file breaks adopt', () => {
  it('any text under any name', () => {
    fc.assert(fc.property(anyFiles, assertAdopted), runs(400));
  });

  it('compiled files with a stretch replaced', async () => {
    const compiled = await COMPILED;
    const small = compiled.filter((files) => files.length < 40);
    fc.assert(
      fc.property(fc.nat(), damages, (which, all) =>
        assertAdopted(damaged(small[which % small.length] ?? [], all)),
      ),
      runs(40),
    );
  });
});
