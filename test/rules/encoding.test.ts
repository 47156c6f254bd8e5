import { describe, expect, test } from 'vitest';
import { findings, patroni, rulesIn, topology } from './estates.ts';

const RULE = 'parameters/encoding-unset';
const overridden = (options: string): Promise<string[]> =>
  rulesIn({ top: patroni(`{ bootstrap: { initdb: ${options} } }`) });

describe(RULE, () => {
  test.each([
    ['null'],
    ['[data-checksums]'],
    ['[data-checksums, { locale: C }]'],
    ['[no-locale, data-checksums]'],
    ['[data-checksums, { locale: C.UTF-8 }, no-locale]'],
    ['[data-checksums, { locale: C }, { locale-provider: builtin }, { builtin-locale: C.UTF-8 }]'],
  ])('a list without one: %s', async (options) => {
    expect(await overridden(options)).toContain(RULE);
  });

  test.each([
    ['[data-checksums, { encoding: UTF8 }]'],
    ['[data-checksums, encoding=UTF8]'],
    ['[data-checksums, { locale: C.UTF-8 }]'],
    ['[data-checksums, { locale: C }, { lc-ctype: ko_KR.UTF-8 }]'],
    ['[no-locale, data-checksums, { locale: C.UTF-8 }]'],
    ['[no-locale, data-checksums, { lc-ctype: ko_KR.UTF-8 }]'],
    ['[data-checksums, { locale-provider: icu }, { icu-locale: ko }]'],
  ])('is silent where initdb knows it: %s', async (options) => {
    expect(await overridden(options)).not.toContain(RULE);
  });

  test('says which of the two happens', async () => {
    const builtin = '[data-checksums, { locale-provider: builtin }, { builtin-locale: C.UTF-8 }]';
    const [found] = await findings(topology({ top: patroni(`{ bootstrap: { initdb: ${builtin} } }`) }));
    expect(found?.message).toContain('which the builtin locale C.UTF-8 requires: no cluster is made');
  });

  test('of a cluster that initdb does not make, nothing is said', async () => {
    const top = patroni(
      '{ bootstrap: { method: restore, restore: { command: /usr/local/bin/restore }, initdb: [data-checksums] } }',
    );
    expect(await rulesIn({ top })).not.toContain(RULE);
  });
});
