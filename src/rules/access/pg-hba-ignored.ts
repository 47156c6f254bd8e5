import { type Effective, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, isMap, wordOf } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';
import { surelyLeaveOut } from '../common/remedies.ts';
import { FILES, leadsElsewhere } from './hba-list.ts';

/** Patroni writes a list that holds something, and nothing else. */
const hasLines = (list: Effective | undefined): boolean =>
  Array.isArray(list?.value) && list.value.length > 0;

function* judge(site: Site, member: Member): Generator<Draft> {
  for (const list of FILES) {
    const written = postgresqlSetting(site, member, list.key);
    const elsewhere = leadsElsewhere(site, member, list);
    if (elsewhere && hasLines(written))
      yield {
        message: `PostgreSQL of ${member.name} reads ${wordOf(elsewhere.value)} instead of the compiled ${list.key}`,
        at: elsewhere.at(),
        help: `remove ${list.parameter}: Patroni writes ${list.key} to the file that PostgreSQL reads by default`,
        fix: withoutKey(elsewhere.at()),
      };
  }
  const hba = postgresqlSetting(site, member, 'pg_hba');
  // Without the whole section there is more to be missed: placement/key-removed.
  if (hasLines(hba) || !isMap(get(member.patroni.value, 'postgresql'))) return;
  const at = hba?.at() ?? member.patroni.at('postgresql', 'pg_hba');
  yield {
    message: `${member.name} gets no pg_hba: ${hba ? 'the list is empty' : 'there is no list'}`,
    at,
    remedy: surelyLeaveOut(at, 'postgresql.pg_hba'),
  };
}

function check(estate: Estate): Iterable<Draft> {
  return estate.sites.flatMap((site) => members(site).flatMap((member) => [...judge(site, member)]));
}

export const pgHbaIgnored: Rule = {
  id: 'access/pg-hba-ignored',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'PostgreSQL reads another pg_hba file than the compiled one',
  why: 'The lines that let in the other site and Patroni itself then come from a file that nobody has checked: the file that initdb made, a copy from the other site, or a file that someone maintains by hand on each node.',
  references: ['patroni/postgresql/config.py: replace_pg_hba, hba_file'],
  afterPromotion: false,
  check,
};
