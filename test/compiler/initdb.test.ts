import { expect, test } from 'vitest';
import { get } from '../../src/compiler/text/json.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { SOUND } from '../hostile/support.ts';

const TEXT = SOUND.find(({ name }) => name === 'minimal')?.text ?? '';

/** The options of initdb of a node, with these written. */
async function options(postgresql: number, initdb = '{}'): Promise<unknown> {
  const text = TEXT.replace(/^postgresql:\n/m, `postgresql:\n  initdb: ${initdb}\n`);
  const { estate } = await analyse({
    file: 't.yaml',
    text: `${text}\nsoftware: { postgresql: ${postgresql} }\n`,
  });
  return get(estate?.sites[0]?.nodes[0]?.patroni?.value, 'bootstrap', 'initdb');
}

const OWN = [{ encoding: 'UTF8' }, { locale: 'C' }];
const BUILTIN = [...OWN, { 'locale-provider': 'builtin' }, { 'builtin-locale': 'C.UTF-8' }];
const LIBC = [...OWN, { 'lc-ctype': 'C.UTF-8' }];

test.each([
  [13, [...LIBC, { 'auth-host': 'scram-sha-256' }, 'data-checksums']],
  [16, [...LIBC, 'data-checksums']],
  [17, [...BUILTIN, 'data-checksums']],
  [18, [...BUILTIN, 'data-checksums']],
])('PostgreSQL %d makes a cluster of UTF8, whatever its environment', async (version, expected) => {
  expect(await options(version)).toEqual(expected);
});

test.each([
  ['{ locale: en_US.UTF-8 }', [{ encoding: 'UTF8' }, { locale: 'en_US.UTF-8' }]],
  ['{ no-locale: true }', [{ encoding: 'UTF8' }, 'no-locale']],
  [
    '{ locale-provider: icu, icu-locale: en }',
    [...OWN, { 'locale-provider': 'icu' }, { 'icu-locale': 'en' }],
  ],
  ['{ lc-collate: C.UTF-8 }', [...OWN, { 'lc-collate': 'C.UTF-8' }]],
  ['{ lc-messages: en_US.UTF-8 }', [...BUILTIN, { 'lc-messages': 'en_US.UTF-8' }]],
  ['{ encoding: LATIN1, locale: de_DE }', [{ encoding: 'LATIN1' }, { locale: 'de_DE' }]],
  ['{ encoding: false }', BUILTIN.slice(1)],
])('what is written wins, and an option of the locale over all of ours: %s', async (written, expected) => {
  expect(await options(18, written)).toEqual([...expected, 'data-checksums']);
});
