import type { Effective } from '../../compiler/estate/effective.ts';
import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';
import { allOf, declare } from '../common/remedies.ts';
import { isFelt } from './delay.ts';

const DELAY = 'recovery_min_apply_delay';

/** Where a member is told to apply changes late: among the parameters, or among the recovery settings. */
function delayOf(site: Site, member: Member): Effective | undefined {
  const recovery = postgresqlSetting(site, member, 'recovery_conf');
  const own = get(recovery?.value, DELAY);
  return (
    parameterOf(site, member, DELAY) ??
    (recovery && own !== undefined ? { value: own, at: () => recovery.at(DELAY) } : undefined)
  );
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of candidates(site)) {
      const delay = delayOf(site, member);
      if (!delay || !isFelt(delay.value)) continue;
      yield {
        message: `${member.name} applies changes ${wordOf(delay.value)} late and may lead ${site.name}: a failover to it waits until it has applied all of them`,
        at: delay.at(),
        remedy: allOf('give it the tags nofailover: true and noloadbalance: true', declare('delay', {})),
      };
    }
}

export const delayedCandidate: Rule = {
  id: 'failover/delayed-candidate',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a member that applies changes late on purpose may lead',
  why: 'Patroni compares the WAL that members have received, and this member has received all of it. After Patroni chooses it, PostgreSQL applies everything it held back before it accepts writes: hours of changes, during which no member accepts writes. The mistake that the delay was meant to catch is applied too.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-RECOVERY-MIN-APPLY-DELAY',
    'postgres src/backend/access/transam/xlogrecovery.c: recoveryApplyDelay',
    'patroni/ha.py: is_lagging, _is_healthiest_node',
  ],
  afterPromotion: false,
  check: all,
};
