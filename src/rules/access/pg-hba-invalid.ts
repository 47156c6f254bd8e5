import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { wordOf } from '../../compiler/text/json.ts';
import type { Hba } from '../../pghba/match.ts';
import type { HbaRecord } from '../../pghba/record.ts';
import { hbaListOf } from './hba-list.ts';

/** https://www.postgresql.org/docs/current/auth-pg-hba-conf.html */
const FORM =
  'write each line as text: type, databases, users, address (not for local), method, as in "host orders app 10.9.0.0/24 scram-sha-256"';

/** Why a line with oauth is not loaded beside these parameters (auth-oauth.c, check_oauth_validator). */
function oauthProblem({ method, options }: HbaRecord, site: Site, member: Member): string | undefined {
  if (method !== 'oauth') return undefined;
  const names = wordOf(parameterOf(site, member, 'oauth_validator_libraries')?.value ?? '')
    .split(',')
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '');
  const validator = options.get('validator');
  if (names.length === 0)
    return 'method "oauth" needs the parameter oauth_validator_libraries, which is not set';
  if (validator === undefined)
    return names.length > 1
      ? 'method "oauth" needs the option "validator" because oauth_validator_libraries names several'
      : undefined;
  return names.includes(validator) ? undefined : `oauth_validator_libraries does not name "${validator}"`;
}

function* check(estate: Estate): Generator<Draft> {
  const seen = new Set<Hba>();
  for (const site of estate.sites)
    for (const member of members(site)) {
      const list = hbaListOf(estate, site, member);
      if (!list || seen.has(list.hba)) continue;
      seen.add(list.hba);
      const { problems, entries } = list.hba;
      const beside = list.derived
        ? []
        : entries.flatMap(({ line, record }) => {
            const message = record && oauthProblem(record, site, member);
            return message === undefined ? [] : [{ line, message }];
          });
      for (const { line, message } of [...problems, ...beside].sort((a, b) => a.line - b.line))
        yield {
          message: `line ${line + 1} of pg_hba is not valid: ${message}`,
          at: list.at(line),
          topic: message,
          ...(problems.some((problem) => problem.line === line) && { help: FORM }),
        };
    }
}

export const pgHbaInvalid: Rule = {
  id: 'access/pg-hba-invalid',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'PostgreSQL cannot read a line of pg_hba',
  why: 'One invalid line makes PostgreSQL reject the whole file: PostgreSQL does not start, and a running server keeps its old rules.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'PostgreSQL: src/backend/libpq/hba.c, parse_hba_line',
  ],
  afterPromotion: false,
  check,
};
