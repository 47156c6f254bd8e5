import type { Estate, Member, Monitoring, Site } from '../../../estate/estate.ts';
import { members } from '../../../estate/estate.ts';
import { numericAt } from '../../../text/json.ts';
import { restPortOf, scopeOf } from '../../reach.ts';
import { hostOf } from '../scrape.ts';

export const HOUR = 3600;

/** What the alerts of one estate know. */
export interface Context {
  readonly estate: Estate;
  readonly monitoring: Monitoring;
  /** Selects the metrics of Patroni of the whole estate: `{job="patroni",scope=~"a|b"}`. */
  readonly all: (metric: string) => string;
  /** Of one site. */
  readonly of: (site: Site, metric: string) => string;
  /** Seconds after which a failover by itself should be over. */
  readonly failover: (site: Site) => number;
  readonly loop: number;
  /** Seconds that answers of different members may lie apart, one of them lost. */
  readonly apart: number;
}

export const timing = (site: Site, key: 'ttl' | 'loop_wait', usual: number): number =>
  numericAt(site.dcs.value, key) || usual;

/** Words of a selector, of which one has to fit: of all characters in names and addresses, these mean something there. */
export const either = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[.[\]]/g, '\\\\$&')).join('|');

/** A selector of fewer: without these members. */
export const without = (selector: string, label: string, words: readonly string[]): string =>
  words.length === 0 ? selector : selector.replace(/\}$/, `,${label}!~"${either(words)}"}`);

export function contextOf(estate: Estate, monitoring: Monitoring): Context {
  const job = monitoring.jobs.patroni;
  const sites = estate.sites.filter((site) => members(site).length > 0);
  const scopes = either(sites.map(scopeOf));
  return {
    estate: { ...estate, sites },
    monitoring,
    all: (metric) => `${metric}{job="${job}",scope=~"${scopes}"}`,
    of: (site, metric) => `${metric}{job="${job}",scope="${scopeOf(site)}"}`,
    failover: (site) => timing(site, 'ttl', 30) + 2 * timing(site, 'loop_wait', 10),
    loop: Math.max(...sites.map((site) => timing(site, 'loop_wait', 10))),
    apart: 2 * monitoring.interval,
  };
}

/** How Prometheus calls a member: before Patroni 3.2, its metrics do not have its name. */
const instanceOf = (member: Member): string => `${hostOf(member)}:${restPortOf(member)}`;

export const instances = ({ estate }: Context, is: (site: Site, member: Member) => boolean): string[] =>
  estate.sites.flatMap((site) =>
    members(site)
      .filter((member) => is(site, member))
      .map(instanceOf),
  );

/** Members with a role whose PostgreSQL runs: where it does not answer, Patroni says the role that it had. */
export const running = (role: string, select: (metric: string) => string): string =>
  `(${select(role)} == 1 and on (instance) ${select('patroni_postgres_running')} == 1)`;

export const MEMBER = '{{ $labels.instance }} of {{ $labels.scope }}';
