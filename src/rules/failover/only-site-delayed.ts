import type { Estate, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';
import { isFelt } from './delay.ts';

const PATH = ['standby_cluster', 'recovery_min_apply_delay'] as const;

const isDelayed = ({ dcs }: Site): boolean => isFelt(get(dcs.value, ...PATH));

function* check(estate: Estate): Generator<Draft> {
  const followers = estate.sites.filter(({ role }) => role === 'standby');
  if (!estate.sitesKnown || !followers.every(isDelayed)) return;
  for (const site of followers)
    yield {
      message: `${site.name} applies changes ${wordOf(get(site.dcs.value, ...PATH))} late, and no site is there to be promoted that does not: its promotion waits until all of them are applied`,
      at: site.dcs.at(...PATH),
      help: 'delay a third site, or one member with nofailover, and keep one site up to date; to stay behind on purpose when the primary lost data by mistake, stop the site before it is promoted',
    };
}

export const onlySiteDelayed: Rule = {
  id: 'failover/only-site-delayed',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'every site that could be promoted applies changes late on purpose',
  why: 'Nothing is lost: the site has the WAL. But a promotion applies all that was held back before the site takes writes, by one process: how long that takes is what an outage takes. And reads at the site are old at all times.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-RECOVERY-MIN-APPLY-DELAY',
    'postgres src/backend/access/transam/xlogrecovery.c: recoveryApplyDelay',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  afterPromotion: false,
  check,
};
