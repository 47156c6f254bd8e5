import { postgresqlSetting, rewinds } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { surelyLeaveOut } from '../common/remedies.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      if (rewinds(site, member)) continue;
      const at =
        postgresqlSetting(site, member, 'use_pg_rewind')?.at() ?? site.dcs.at('postgresql', 'use_pg_rewind');
      yield {
        message: `use_pg_rewind is off for ${member.name}: only a full copy brings it back`,
        at,
        remedy: surelyLeaveOut(at, 'use_pg_rewind', { value: true }),
      };
    }
}

export const rewindOff: Rule = {
  id: 'recovery/rewind-off',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'use_pg_rewind is off',
  why: 'After a failover the old leader holds WAL that the new primary does not have; after the loss of a site, all of its nodes do. Without pg_rewind Patroni wipes each of them and copies it anew, across the network between the sites if necessary.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://www.postgresql.org/docs/current/app-pgrewind.html',
  ],
  afterPromotion: false,
  check: all,
};
