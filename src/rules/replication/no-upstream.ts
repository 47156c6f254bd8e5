import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { get } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

const follows = (site: Site): boolean =>
  ['host', 'port', 'restore_command'].some((key) => Boolean(get(site.dcs.value, 'standby_cluster', key)));

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const at = site.dcs.at('standby_cluster');
    if (site.role === 'primary' && follows(site))
      yield {
        message: `${site.name} is the primary and has a standby_cluster`,
        at,
        help: 'remove it: the word "primary" decides who follows',
      };
    // An upstream without PostgreSQL is a finding of topology/service-missing.
    if (site.upstream && members(site.upstream).length > 0 && !follows(site))
      yield {
        message: `${site.name} is a standby site and its standby_cluster names no source`,
        at,
        help: 'remove what overrides standby_cluster',
      };
  }
}

export const noUpstream: Rule = {
  id: 'replication/no-upstream',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a standby site is told to follow nobody, or the primary to follow somebody',
  why: 'Patroni takes a cluster for a standby cluster only if standby_cluster names a host, a port or a restore_command. Without, the site makes a cluster of its own and takes writes: two primaries.',
  references: ['patroni/global_config.py: is_standby_cluster'],
  bothWays: true,
  check,
};
