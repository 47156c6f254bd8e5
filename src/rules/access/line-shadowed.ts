import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { quoteLine } from '../../pghba/explain.ts';
import type { HbaRecord } from '../../pghba/record.ts';
import { clientRefusals } from './clients-refused.ts';
import { shadowsIn } from './deciding.ts';
import { replicationRefusals, rewindRefusals, superuserRefusals } from './refusals.ts';
import { postedLists } from './servers.ts';

const sameEffect = (one: HbaRecord, other: HbaRecord): boolean =>
  one.method === other.method &&
  JSON.stringify([...one.options].sort()) === JSON.stringify([...other.options].sort());

function* check(estate: Estate): Generator<Draft> {
  const refusals = [replicationRefusals, rewindRefusals, superuserRefusals, clientRefusals];
  // A line that refuses whom it should not is told already, with the line behind it.
  const told = new Set(refusals.flatMap((found) => found(estate)).map(({ at }) => JSON.stringify(at)));
  for (const posted of postedLists(estate)) {
    const { hba, at } = posted.list;
    const records = new Map(hba.entries.map(({ line, record }) => [line, record]));
    for (const { line, by } of shadowsIn(posted)) {
      const [never, always] = [records.get(line), records.get(by)];
      // What would have done the same is in nobody's way.
      if (!never || !always || sameEffect(never, always) || told.has(JSON.stringify(at(by)))) continue;
      // A line that nobody wrote has no place of its own.
      if (JSON.stringify(at(line)) === JSON.stringify(at())) continue;
      yield {
        message: `${quoteLine(hba, line)} never decides: line ${by + 1} comes before it and matches everything that it matches`,
        at: at(line),
        related: [{ at: at(by), message: 'this line decides instead' }],
        help: `move it above line ${by + 1} of the list, or remove it`,
      };
    }
  }
}

export const lineShadowed: Rule = {
  id: 'access/line-shadowed',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a pg_hba line can never decide',
  why: 'PostgreSQL uses the first line that matches and ignores the others. A line after a broader one is never reached: it neither allows nor rejects any connection, and its authentication method is never used.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'PostgreSQL: src/backend/libpq/hba.c, check_hba',
  ],
  afterPromotion: false,
  check,
};
