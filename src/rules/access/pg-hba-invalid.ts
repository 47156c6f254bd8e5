import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Hba } from '../../pghba/match.ts';
import type { Draft, Rule } from '../rule.ts';
import { hbaOf } from './hba-of.ts';

function* judge(estate: Estate, site: Site, seen: Set<Hba>): Generator<Draft> {
  for (const member of members(site)) {
    const hba = hbaOf(estate, member);
    if (!hba || seen.has(hba)) continue;
    seen.add(hba);
    for (const { line, message } of hba.problems)
      yield {
        message: `line ${line + 1} of pg_hba is not valid: ${message}`,
        at: member.patroni.at('postgresql', 'pg_hba', line),
      };
  }
}

function* check(estate: Estate): Generator<Draft> {
  const seen = new Set<Hba>();
  for (const site of estate.sites) yield* judge(estate, site, seen);
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
