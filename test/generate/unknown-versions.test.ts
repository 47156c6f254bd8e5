import fc from 'fast-check';
import { expect, it } from 'vitest';
import { promotionsOf } from '../../src/compiler/estate/promote.ts';
import { UNKNOWN } from '../../src/compiler/facts/version.ts';
import { lint } from '../../src/index.ts';
import { ALL_RULES } from '../../src/workspace/catalogue.ts';
import { runs } from '../fuzz.ts';
import { soundEstate } from './estate.ts';

const JUDGING = ALL_RULES.filter(({ severity, optIn }) => severity !== 'info' && !optIn);

it('a sound estate whose versions nobody has said gives no false alarm', async () => {
  await fc.assert(
    fc.asyncProperty(soundEstate, async (topology) => {
      const { estate } = await lint(Buffer.from(JSON.stringify(topology)));
      if (!estate) throw new Error('a sound estate is an estate');
      const software = { patroni: UNKNOWN, postgresql: UNKNOWN, etcd: UNKNOWN, haproxy: UNKNOWN };
      const unknown = { ...estate, software };
      const found = JUDGING.flatMap((rule) =>
        [unknown, ...(rule.afterPromotion ? promotionsOf(unknown) : [])].flatMap((one) =>
          [...rule.check(one)].map(({ message }) => `${rule.id}: ${message}`),
        ),
      );
      expect([...new Set(found)]).toEqual([]);
    }),
    { ...runs(60), seed: 1 },
  );
});
