import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Hba } from '../../pghba/match.ts';
import type { Draft, Rule } from '../rule.ts';
import { hbaListOf } from './hba-list.ts';

function* check(estate: Estate): Generator<Draft> {
  const seen = new Set<Hba>();
  for (const site of estate.sites)
    for (const member of members(site)) {
      const list = hbaListOf(estate, site, member);
      if (!list || seen.has(list.hba)) continue;
      seen.add(list.hba);
      for (const { line, message } of list.hba.problems)
        yield { message: `line ${line + 1} of pg_hba is not valid: ${message}`, at: list.at(line) };
    }
}

export const pgHbaInvalid: Rule = {
  id: 'access/pg-hba-invalid',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'PostgreSQL cannot read a line of pg_hba',
  why: 'One line with an error makes PostgreSQL refuse the whole file: it does not start, and a running one keeps its old rules.',
  references: ['https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'],
  bothWays: false,
  check,
};
