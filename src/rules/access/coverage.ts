import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { get } from '../../compiler/estate/tree.ts';
import type { Address } from '../../pghba/address.ts';
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

export type Refused = Extract<Verdict, { verdict: 'refused' }>;

interface Refusal {
  readonly source: Member;
  readonly attempt: Attempt;
  readonly verdict: Refused;
  readonly at: Place;
}

export const REASONS: Readonly<Record<Refused['reason'], string>> = {
  'no-line': 'no line lets them in',
  reject: 'the first line that matches rejects them',
  method: 'the first line that matches has a method that cannot work over the network',
  'client-certificate': 'the first line that matches wants a client certificate',
  'tls-server': 'they insist on TLS, and ssl is off there',
};

/** Where to look: the line that decides, the parameter that switches TLS off, or the list that lacks a line. */
export function blame({ member, site }: Door, { reason, line }: Refused): Place {
  const path = ['postgresql', 'parameters', 'ssl'] as const;
  if (reason === 'tls-server') {
    const local = get(member.patroni.value, ...path) !== undefined;
    return local ? member.patroni.at(...path) : site.dcs.at(...path);
  }
  return member.patroni.at('postgresql', 'pg_hba', ...(line === undefined ? [] : [line]));
}

/** Without TLS at the server replication fails in the same way: its rule says so, once. */
const failsAlike = (door: Door, source: Member, address: Address): boolean => {
  const attempt = attemptOf(source, 'replication', 'replication', address, door.serverTls);
  const verdict = attempt && evaluate(door.hba, attempt);
  return verdict?.verdict === 'refused' && verdict.reason === 'tls-server';
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
    const told = verdict.reason === 'tls-server' && demand.role !== 'replication';
    if (told && failsAlike(door, source, address)) return [];
    return [{ source, attempt, verdict, at: home ? source.addressAt : source.wanAt }];
  });
}

/** `a, b and 3 more`. */
function few(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** Members of sites by their names, a site that is there with all of them by its own. */
function namesOf(sites: readonly Site[], chosen: ReadonlySet<string>): string[] {
  return sites.flatMap((site) => {
    const names = members(site).map(({ name }) => name);
    const found = names.filter((name) => chosen.has(name));
    return found.length > 0 && found.length === names.length ? [site.name] : found;
  });
}

/** `seoul and busan refuse`, `pg-seoul-1 refuses`. */
export function refusers(estate: Estate, doors: readonly Door[]): string {
  const names = namesOf(estate.sites, new Set(doors.flatMap((door) => door.names)));
  return `${few(names)} ${names.length === 1 ? 'refuses' : 'refuse'}`;
}

/** The line that would let a connection in. */
function lineFor({ attempt }: Refusal): string {
  const type = attempt.tls === 'always' ? 'hostssl' : 'host';
  const source = attempt.address ? hostCidr(attempt.address) : 'all';
  return `${type} ${attempt.database} ${attempt.user} ${source} scram-sha-256`;
}

/** What is close to letting the connection in, and is often taken for enough. */
function almost(door: Door, { attempt }: Refusal): string {
  const allowed = (change: Partial<Attempt>): boolean =>
    evaluate(door.hba, { ...attempt, ...change }).verdict === 'allowed';
  if (attempt.database === 'replication' && allowed({ database: 'postgres' }))
    return '; a line for database "all" does not let replication in';
  if (attempt.tls === 'always' && allowed({ tls: 'never' }))
    return '; a hostnossl line lets in no connection over TLS, and they use it';
  if (attempt.tls === 'never' && allowed({ tls: 'always', serverTls: true }))
    return '; a hostssl line lets in connections over TLS alone, and they do not use it';
  return '';
}

function hintOf({ door, refusals }: Group): string {
  const [first] = refusals;
  const { reason, line } = first.verdict;
  if (reason === 'tls-server')
    return 'switch ssl on there (tls.postgresql), or set sslmode so that plain connections will do';
  const above = line === undefined ? '' : ` above line ${line + 1} of the list`;
  const others = new Set(refusals.map(({ source }) => source.name)).size - 1;
  const each =
    others === 0
      ? ''
      : `, and such a line for ${others === 1 ? 'the other node' : `each of the ${others} other nodes`}`;
  return `add "${lineFor(first)}"${above}${each}${almost(door, first)}; or leave pg_hba out: it is then derived`;
}

/** Connections that are refused by one place for one reason: one mistake. */
interface Group {
  /** The first door stands for all: they share the place. */
  readonly door: Door;
  readonly doors: Door[];
  readonly at: Place;
  readonly refusals: [Refusal, ...Refusal[]];
}

function draft(estate: Estate, demand: Demand, group: Group): Draft {
  const { refusals, doors, at } = group;
  const chosen = new Set(refusals.map(({ source }) => source.name));
  const own = [...refusals.map(({ source }) => source), ...doors.map(({ member }) => member)];
  const names = namesOf(estate.sites, chosen);
  const inside =
    names.length === 1 && names[0] === own[0]?.site && own.every(({ site }) => site === names[0]);
  const firsts = estate.sites.flatMap(
    (site) => refusals.find(({ source }) => source.site === site.name) ?? [],
  );
  return {
    message: `${refusers(estate, doors)} the ${demand.noun} connections of ${inside ? 'its own members' : few(names)}: ${REASONS[refusals[0].verdict.reason]}`,
    at,
    related: firsts.map(({ source, at }) => ({ at, message: `${source.name} connects from here` })),
    help: hintOf(group),
  };
}

function collect(groups: Map<string, Group>, door: Door, refusal: Refusal): void {
  const at = blame(door, refusal.verdict);
  const key = JSON.stringify([refusal.verdict.reason, at]);
  const group = groups.get(key);
  if (!group) groups.set(key, { door, doors: [door], at, refusals: [refusal] });
  else {
    if (group.doors.at(-1) !== door) group.doors.push(door);
    group.refusals.push(refusal);
  }
}

/**
 * Every connection of a kind that replication needs in this estate: within each site, and from each site to its upstream.
 * A list that several sites share, and a line that several nodes lack, is one finding.
 */
export function* uncovered(estate: Estate, demand: Demand, wants: (site: Site) => boolean): Generator<Draft> {
  const groups = new Map<string, Group>();
  for (const site of estate.sites) {
    const followers = estate.sites.filter((other) => other.upstream === site);
    for (const door of doorsOf(estate, site))
      for (const from of [site, ...followers])
        if (wants(from)) for (const refusal of refusalsAt(door, from, demand)) collect(groups, door, refusal);
  }
  for (const group of groups.values()) yield draft(estate, demand, group);
}
