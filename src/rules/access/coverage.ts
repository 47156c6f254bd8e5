import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { hostCidr } from '../../pghba/address.ts';
import type { Attempt, Verdict } from '../../pghba/match.ts';
import { evaluate } from '../../pghba/match.ts';
import type { Draft } from '../rule.ts';
import type { AuthRole, Door } from './hba-of.ts';
import { attemptOf, doorsOf } from './hba-of.ts';

/** A kind of connection that members make to each other. */
export interface Demand {
  readonly role: AuthRole;
  readonly database: 'replication' | 'postgres';
  /** How messages call it. */
  readonly noun: string;
}

type Refused = Extract<Verdict, { verdict: 'refused' }>;

interface Refusal {
  readonly source: Member;
  readonly attempt: Attempt;
  readonly verdict: Refused;
  readonly at: Place;
}

const REASONS: Readonly<Record<Refused['reason'], string>> = {
  'no-line': 'no line lets it in',
  reject: 'the first line that matches rejects it',
  method: 'the first line that matches has a method that cannot work over the network',
  'client-certificate': 'the first line that matches wants a client certificate',
  'tls-server': 'it insists on TLS, and ssl is off here',
};

/** The connections of one site's members that a door does not let in; a verdict of unknown is no finding. */
function refusalsAt(door: Door, from: Site, demand: Demand): Refusal[] {
  const home = from.name === door.site.name;
  return members(from).flatMap((source) => {
    const address = home ? source.address : source.wan;
    // A member does not stream from itself; behind a door that others share, it is one of the others.
    if (!address || (home && door.names.length === 1 && door.names[0] === source.name)) return [];
    const attempt = attemptOf(source, demand.role, demand.database, address, door.serverTls);
    if (!attempt) return [];
    const verdict = evaluate(door.hba, attempt);
    if (verdict.verdict !== 'refused') return [];
    return [{ source, attempt, verdict, at: home ? source.addressAt : source.wanAt }];
  });
}

/** `a, b and 3 more`. */
function few(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** The line that would let a connection in. */
function lineFor({ attempt }: Refusal): string {
  const type = attempt.tls === 'always' ? 'hostssl' : 'host';
  const source = attempt.address ? hostCidr(attempt.address) : 'all';
  return `${type} ${attempt.database} ${attempt.user} ${source} scram-sha-256`;
}

/** The commonest cause: `all` names every database, and replication is none. */
function hintOf(door: Door, refusal: Refusal): string {
  const { attempt, verdict } = refusal;
  if (verdict.reason === 'tls-server')
    return 'switch tls.postgresql on, or set sslmode so that plain connections will do';
  const above = verdict.line === undefined ? '' : `, above line ${verdict.line + 1} of the list`;
  const all =
    attempt.database === 'replication' &&
    evaluate(door.hba, { ...attempt, database: 'postgres' }).verdict === 'allowed'
      ? '; a line for database "all" does not let replication in'
      : '';
  return `add "${lineFor(refusal)}"${above}${all}; or leave pg_hba out: it is then derived`;
}

function draft(door: Door, from: Site, demand: Demand, refusals: readonly [Refusal, ...Refusal[]]): Draft {
  const [first] = refusals;
  const { line, reason } = first.verdict;
  const where = door.names.length === members(door.site).length ? door.site.name : few(door.names);
  const whose = from.name === door.site.name ? 'its own members' : from.name;
  const { patroni } = door.member;
  return {
    message: `${where} refuses the ${demand.noun} connections of ${whose} (${few(refusals.map(({ source }) => source.name))}): ${REASONS[reason]}`,
    at: line === undefined ? patroni.at('postgresql', 'pg_hba') : patroni.at('postgresql', 'pg_hba', line),
    related: [{ at: first.at, message: `${first.source.name} connects from here` }],
    help: hintOf(door, first),
  };
}

/** One finding per door, site and reason: a site that was forgotten is one mistake. */
function* judge(door: Door, from: Site, demand: Demand): Generator<Draft> {
  const groups = new Map<string, [Refusal, ...Refusal[]]>();
  for (const refusal of refusalsAt(door, from, demand)) {
    const key = `${refusal.verdict.reason} ${refusal.verdict.line ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(refusal);
    else groups.set(key, [refusal]);
  }
  for (const group of groups.values()) yield draft(door, from, demand, group);
}

/** Every connection of a kind that replication needs in this estate: within each site, and from each site to its upstream. */
export function* uncovered(estate: Estate, demand: Demand, wants: (site: Site) => boolean): Generator<Draft> {
  for (const site of estate.sites) {
    const doors = doorsOf(estate, site);
    const followers = estate.sites.filter((other) => other.upstream === site);
    for (const door of doors)
      for (const from of [site, ...followers]) if (wants(from)) yield* judge(door, from, demand);
  }
}
