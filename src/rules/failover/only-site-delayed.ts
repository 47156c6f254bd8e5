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
      message: `${site.name} applies changes ${wordOf(get(site.dcs.value, ...PATH))} late, and there is no site without a delay to promote: its promotion waits until it has applied all of them`,
      at: site.dcs.at(...PATH),
      help: 'delay a third site, or one member with nofailover, and keep one site up to date; to use the delay after data was lost by mistake, stop the site before you promote it',
    };
}

export const onlySiteDelayed: Rule = {
  id: 'failover/only-site-delayed',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'every site that could be promoted applies changes late on purpose',
  why: 'No data is lost: the site has the WAL. But before the promoted site accepts writes, a single process applies everything that was held back: the outage takes that long. And reads at the site always return old data.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-RECOVERY-MIN-APPLY-DELAY',
    'postgres src/backend/access/transam/xlogrecovery.c: recoveryApplyDelay',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  afterPromotion: false,
  check,
};
