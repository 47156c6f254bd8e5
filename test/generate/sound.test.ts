import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { lint } from '../../src/index.ts';
import { runs } from '../fuzz.ts';
import { soundEstate } from './estate.ts';

it('a sound estate of any shape has no finding above info (PGDR_FUZZ=2.5 tries 1,000)', async () => {
  await fc.assert(
    fc.asyncProperty(soundEstate, fc.boolean(), async (estate, asBlocks) => {
      // JSON is YAML, and quicker to write.
      const text = asBlocks ? stringify(estate) : JSON.stringify(estate);
      const { diagnostics } = await lint(Buffer.from(text));
      const found = diagnostics.filter(({ severity }) => severity !== 'info');
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }),
    { ...runs(400), seed: 1 },
  );
});

it('the estates are of every shape', () => {
  const drawn = fc.sample(soundEstate, { numRuns: 300, seed: 1 });
  const texts = drawn.map((estate) => JSON.stringify(estate));
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  const sites = new Set(drawn.map(({ sites }) => (sites as unknown[]).length));
  expect([...sites].sort()).toEqual([2, 3, 4, 5]);
  for (const pattern of [
    /"follow"/,
    /"wan_address"/,
    /"address":"fd00/,
    /"address":"m0\./,
    /"runs":\["etcd"\]/,
    /"runs":\["postgresql","etcd","haproxy"\]/,
    /"writes":"all"/,
    /"postgresql":false/,
    /"patroni":"3\.0"/,
    /"postgresql":18/,
    /"namespace"/,
  ])
    expect(has(pattern), String(pattern)).toBe(true);
});
