import { dynamicText } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { JsonMap } from '../../compiler/text/json.ts';
import { isMap, textAt } from '../../compiler/text/json.ts';
import { keptBy, ownSlots } from '../replication/kept-slots.ts';
import { sizeAt } from './consumers.ts';

/** patroni/dcs/__init__.py: a slot without a type is logical if it has a database and a plugin. */
const isLogical = (slot: JsonMap): boolean =>
  (textAt(slot, 'type') ?? 'logical') === 'logical' &&
  textAt(slot, 'database') !== undefined &&
  textAt(slot, 'plugin') !== undefined;

function* judge(estate: Estate, streamed: ReadonlySet<string | undefined>): Generator<Draft> {
  for (const site of estate.sites) {
    const level = dynamicText(site, 'wal_level');
    // A standby cluster takes no logical slots; those it declares wait for its promotion.
    if (site.role !== 'primary' || level.toLowerCase() === 'logical') continue;
    const { slots, at } = keptBy(site);
    for (const [name, slot] of Object.entries(slots))
      if (isMap(slot) && isLogical(slot) && !streamed.has(name))
        yield {
          message: `slot "${name}" of ${site.name} is logical, and wal_level there is ${level}`,
          at: at(name),
          related: [{ at: sizeAt(site, 'wal_level'), message: `wal_level is ${level}` }],
          remedy: {
            do: 'write once',
            key: 'postgresql.parameters.wal_level',
            value: 'logical',
            for: 'estate',
          },
        };
  }
}

function* all(estate: Estate): Generator<Draft> {
  // A slot that a site streams from, now or then, is of the wrong type, rather: see replication/slot-mismatch.
  const streamed = ownSlots(estate);
  for (const one of [estate, ...promotionsOf(estate)])
    for (const { message, ...rest } of judge(one, streamed))
      yield { ...rest, message: one.promoted ? `once ${one.promoted} is the primary: ${message}` : message };
}

export const walLevelTooLow: Rule = {
  id: 'parameters/wal-level-too-low',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site has a logical slot, and its wal_level is not logical',
  why: 'PostgreSQL makes no logical slot unless wal_level is logical: Patroni tries again in every loop, and the consumer waits.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-LEVEL',
    'https://github.com/patroni/patroni/issues/920',
  ],
  // It looks at the promotions itself: one slot that several sites would keep is one mistake.
  afterPromotion: false,
  check: all,
};
