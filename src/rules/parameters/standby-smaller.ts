import { dynamicNumber, dynamicText } from '../../compiler/estate/dynamic-parameter.ts';
import { parameterIn } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';

/** What a standby has to have as much of as its primary (PostgreSQL, "Hot Standby: Administrator's Overview"). */
const SHARED = [
  'max_connections',
  'max_worker_processes',
  'max_wal_senders',
  'max_prepared_transactions',
  'max_locks_per_transaction',
] as const;

const placeOf = (site: Site, name: string): Place =>
  parameterIn(site.dcs, name)?.at() ?? site.dcs.at('postgresql', 'parameters', name);

function* judge(site: Site, upstream: Site): Generator<Draft> {
  const draft = (name: string, own: string | number, wanted: string | number): Draft => ({
    message: `${name} of ${site.name} is ${own}, lower than ${wanted} at ${upstream.name}, which it follows`,
    at: placeOf(site, name),
    related: [{ at: placeOf(upstream, name), message: `${upstream.name} has ${wanted}` }],
    remedy: { do: 'write once', key: `postgresql.parameters.${name}`, for: 'estate' },
  });
  for (const name of SHARED) {
    const [own, wanted] = [dynamicNumber(site, name), dynamicNumber(upstream, name)];
    if (own < wanted) yield draft(name, own, wanted);
  }
  const isLogical = (one: Site): boolean => dynamicText(one, 'wal_level').toLowerCase() === 'logical';
  if (isLogical(upstream) && !isLogical(site)) yield draft('wal_level', 'replica', 'logical');
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) if (site.upstream) yield* judge(site, site.upstream);
}

export const standbySmaller: Rule = {
  id: 'parameters/standby-smaller',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a standby site has a lower setting than the site that it follows',
  why: 'PostgreSQL does not replay WAL that could need more connections, workers, senders, locks or prepared transactions than the standby has room for. Patroni starts the standby with the greater value and keeps showing "pending restart"; once the site is promoted and restarted, it runs with the smaller value under the same load. With a wal_level of replica, logical decoding stops.',
  references: [
    'https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN',
    'patroni/postgresql/config.py: effective_configuration',
    'https://github.com/patroni/patroni/issues/1617',
  ],
  afterPromotion: true,
  check,
};
