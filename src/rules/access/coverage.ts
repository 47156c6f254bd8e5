import type { Estate, Node, Site } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import type { Draft } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Remedy } from '../../compiler/text/remedy.ts';
import { hostCidr } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import { judge } from '../../pghba/match.ts';
import type { AuthRole, Demand } from './attempt.ts';
import { attemptOf, isRenaming, renamedAt } from './attempt.ts';
import { type CallerGroup, groupsOf } from './caller-groups.ts';
import { asSeenBy, type Caller, callersOf } from './callers.ts';
import type { Refused, Server } from './servers.ts';
import { blame, serversBySite } from './servers.ts';
import { few, namesOf, reasonOf, refusers, relatedLater, remedyFor, renamedRemedy } from './words.ts';

/** Members of one site that connect to those of another, or to each other. */
interface Stream {
  readonly from: Site;
  readonly to: Site;
  /** The site whose promotion it takes; undefined for what connects as the estate stands. */
  readonly promoted: string | undefined;
}

/** Every stream there may be, each once: within each site, and from each site to its upstream before and after a promotion. */
function* streamsOf(estate: Estate): Generator<Stream> {
  // Nodes are the same ones in every estate, sites are not.
  const seen = new Map(estate.sites.map(({ nodes }) => [nodes, new Set<readonly Node[]>()]));
  for (const one of [estate, ...promotionsOf(estate)])
    for (const from of one.sites)
      for (const to of one === estate ? [from, from.upstream] : [from.upstream]) {
        const known = seen.get(from.nodes);
        if (!to || !known || known.has(to.nodes)) continue;
        known.add(to.nodes);
        yield { from, to, promoted: one.promoted };
      }
}

interface Refusal extends Caller {
  readonly verdict: Refused;
  readonly promoted: string | undefined;
}

/** Without TLS at the server replication fails in the same way: its rule says so, once. */
function failsAlike(server: Server, { member, address }: Caller): boolean {
  const replication = { role: 'replication', database: 'replication' } as const;
  const other = attemptOf(member, replication, address, server.serverTls);
  const verdict = other && judge(server.list.hba, other);
  return verdict?.verdict === 'refused' && verdict.reason === 'tls-server';
}

/**
 * What is attempted at a server. No two members are one machine, see topology/address-reused; an HAProxy through which they
 * come may stand on that of a member.
 */
const at = ({ serverTls, names }: Server, { attempt, via }: Pick<Caller, 'attempt' | 'via'>): Attempt => ({
  ...attempt,
  serverTls,
  sameHost: via !== undefined && names.length === 1 && names[0] === via,
});

/** Callers that have to be judged one by one: not a group for which the server has a line. */
const unsureAt = (server: Server, groups: readonly CallerGroup<Caller>[]): Caller[] =>
  groups.flatMap(({ visitors, attempt, network }) => {
    const all = network && { ...at(server, { attempt }), address: network };
    return all && judge(server.list.hba, all).verdict === 'allowed' ? [] : visitors;
  });

/** Callers that a server does not let in; a verdict of unknown is no finding. */
function* refusedAt(
  server: Server,
  callers: readonly Caller[],
  { from, to, promoted }: Stream,
): Generator<Refusal> {
  for (const caller of callers) {
    // A member does not stream from itself; behind a server that others share, it is one of the others.
    if (from === to && server.names.length === 1 && server.names[0] === caller.member.name) continue;
    const attempt = at(server, caller);
    const verdict = judge(server.list.hba, attempt);
    if (verdict.verdict !== 'refused') continue;
    const told = verdict.reason === 'tls-server' && attempt.database !== 'replication';
    if (told && failsAlike(server, caller)) continue;
    yield { ...caller, attempt, verdict, promoted };
  }
}

/** Connections that are refused by one place for one reason: one mistake. */
interface Group {
  /** The first server stands for all: they share the place. */
  readonly servers: [Server, ...Server[]];
  readonly at: Place;
  readonly refusals: [Refusal, ...Refusal[]];
}

function collect(groups: Map<string, Group>, server: Server, refusal: Refusal, role: AuthRole): void {
  const at = blame(server, refusal.verdict, renamedAt(refusal.member, role));
  const key = JSON.stringify([refusal.verdict.reason, at]);
  const group = groups.get(key);
  if (!group) groups.set(key, { servers: [server], at, refusals: [refusal] });
  else {
    if (!group.servers.includes(server)) group.servers.push(server);
    group.refusals.push(refusal);
  }
}

/** The line that would let a connection in. */
function lineFor({ attempt, address }: Refusal): string {
  const type = attempt.tls === 'always' ? 'hostssl' : 'host';
  return `${type} ${attempt.database} ${attempt.user} ${hostCidr(address)} scram-sha-256`;
}

/** What is close to letting the connection in, and is often taken for enough. */
function almost({ list }: Server, { attempt }: Refusal): string {
  const allowed = (change: Partial<Attempt>): boolean =>
    judge(list.hba, { ...attempt, ...change }).verdict === 'allowed';
  if (attempt.database === 'replication' && allowed({ database: 'postgres' }))
    return '; a line for database "all" does not let replication in';
  if (attempt.tls === 'always' && allowed({ tls: 'never' }))
    return '; a hostnossl line lets in no connection over TLS, and these use TLS';
  if (!attempt.serverTls && allowed({ tls: 'always', serverTls: true }))
    return '; a hostssl line lets in only connections over TLS, and ssl is off there';
  if (attempt.tls === 'never' && allowed({ tls: 'always', serverTls: true }))
    return '; a hostssl line lets in only connections over TLS, and these do not use TLS';
  return '';
}

function remedyOf({ servers: [server], refusals, at }: Group, role: AuthRole): Remedy {
  const [first] = refusals;
  if (isRenaming(at)) return renamedRemedy(role);
  const others = new Set(refusals.map(({ address }) => address.key)).size - 1;
  const each = others === 1 ? 'the other node' : `each of the ${others} other nodes`;
  const more = others === 0 ? '' : `, and a similar line for ${each}`;
  return remedyFor({ server, ...first }, lineFor(first), more + almost(server, first));
}

/** Whose promotion it takes for any of this to happen: `once busan is the primary: `. */
function whenOf({ refusals }: Group): string {
  const promoted = [...new Set(refusals.map((refusal) => refusal.promoted))];
  return promoted.includes(undefined) ? '' : `once ${promoted.join(' or ')} is the primary: `;
}

function draft(estate: Estate, demand: Demand, group: Group): Draft {
  const { refusals, servers, at } = group;
  const turned = { server: servers[0], ...refusals[0] };
  const callers = refusals.map(({ member }) => member);
  const names = namesOf(estate.sites, new Set(callers.map(({ name }) => name)));
  const concerned = new Set([...callers, ...servers.map(({ member }) => member)].map(({ site }) => site));
  const inside = concerned.size === 1 && concerned.has(names[0] ?? '');
  const firsts = estate.sites.flatMap(
    (site) => refusals.find(({ member }) => member.site === site.name) ?? [],
  );
  const way = ({ member, via }: Refusal): string =>
    via === undefined
      ? `${member.name} connects from here`
      : `${member.name} connects through ${via}, from here`;
  return {
    message: `${whenOf(group)}${refusers(estate, servers)} the ${demand.noun} connections of ${inside ? 'its own members' : few(names)}: ${reasonOf(turned)}`,
    at,
    topic: turned.verdict.reason,
    related: [
      ...(isRenaming(at) ? [] : firsts.map((one) => ({ at: one.at, message: way(one) }))),
      ...relatedLater(turned),
    ],
    remedy: remedyOf(group, demand.role),
  };
}

/** A member that comes to a server for which it has to be looked at by itself. */
interface Visit {
  readonly server: Server;
  readonly callers: readonly Caller[];
  readonly stream: Stream;
}

/**
 * Every server is asked for every member of the sites that come to it: sites × nodes while a site has one list. Where each
 * node has a list of its own, each is asked for all members at once, and for one after the other only where it has no line
 * for all of them: such a list has as many lines as there are members, or is a finding.
 */
function* visitsOf(estate: Estate, demand: Demand): Generator<Visit> {
  const servers = serversBySite(estate);
  const visitors = new Map(estate.sites.map((site) => [site.nodes, callersOf(estate, site, false, demand)]));
  for (const stream of streamsOf(estate)) {
    const { from, to } = stream;
    const direct = from === to ? callersOf(estate, from, true, demand) : (visitors.get(from.nodes) ?? []);
    const callers = asSeenBy(to, from, demand, direct);
    const there = servers.get(to.nodes) ?? [];
    const groups = there.length > 1 ? groupsOf(callers) : undefined;
    for (const server of there)
      yield { server, callers: groups ? unsureAt(server, groups) : callers, stream };
  }
}

/**
 * Every connection of a kind that some member has to make, as the estate stands or after a promotion, and is refused.
 * A list that several sites share, and a line that several nodes lack, is one finding: a rule that yields these need not
 * be asked again for each promotion.
 */
export function* uncovered(estate: Estate, demand: Demand): Generator<Draft> {
  const groups = new Map<string, Group>();
  for (const { server, callers, stream } of visitsOf(estate, demand))
    for (const refusal of refusedAt(server, callers, stream)) collect(groups, server, refusal, demand.role);
  for (const group of groups.values()) yield draft(estate, demand, group);
}

/** A connection of which nobody can tell whether a server lets it in: a host name stands for no address that is known here. */
export interface Undecided {
  readonly server: Server;
  /** Name of the member, or of the role of a client. */
  readonly caller: string;
  readonly noun: string;
  readonly line: number;
  readonly why: string;
}

/** Every connection of a kind that some member has to make, and that can be judged by nobody who sees the topology alone. */
export function* undecided(estate: Estate, demand: Demand): Generator<Undecided> {
  for (const { server, callers, stream } of visitsOf(estate, demand)) {
    // What is derived lets in whom it is derived from.
    if (server.list.derived) continue;
    for (const caller of callers) {
      const { member } = caller;
      if (stream.from === stream.to && server.names.length === 1 && server.names[0] === member.name) continue;
      const verdict = judge(server.list.hba, at(server, caller));
      if (verdict.verdict !== 'unknown') continue;
      yield { server, caller: member.name, noun: demand.noun, line: verdict.line, why: verdict.why };
    }
  }
}
