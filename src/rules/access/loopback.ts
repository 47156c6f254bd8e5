import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { Address } from '../../pghba/address.ts';
import { hostCidr, isLoopbackName, parseAddress } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import { judge } from '../../pghba/match.ts';
import { listenersOf } from '../common/listeners.ts';
import { allOf } from '../common/remedies.ts';
import { attemptOf, type Demand, isRenaming, renamedAt } from './attempt.ts';
import type { Undecided } from './coverage.ts';
import { straysIn } from './credentials.ts';
import { blame, type Refused, type Server, serversBySite } from './servers.ts';
import { reasonOf, refusers, relatedLater, remedyFor, renamedRemedy } from './words.ts';

/**
 * Where Patroni connects to its own PostgreSQL from: over loopback when PostgreSQL listens there, else the first
 * address it listens on (patroni/postgresql/config.py, resolve_connection_addresses).
 */
function ownAddresses(listen: string): Address[] {
  const hosts = listenersOf(listen).map(({ host }) => host);
  const found = hosts.includes('*')
    ? ['127.0.0.1', '::1']
    : hosts.some((host) => ['0.0.0.0', '127.0.0.1', 'localhost'].includes(host))
      ? ['127.0.0.1']
      : hosts.slice(0, 1);
  return found.flatMap((host) => parseAddress(host) ?? []);
}

/** A kind of connection that Patroni makes to the PostgreSQL beside it. */
export interface OwnDemand extends Omit<Demand, 'wants'> {
  /** Key of patroni.yml that moves it to the unix socket. */
  readonly socketKey: 'use_unix_socket' | 'use_unix_socket_repl';
}

/** A connection of Patroni to its own PostgreSQL. */
interface Own {
  /** Undefined over the unix socket. */
  readonly address: Address | undefined;
  readonly attempt: Attempt;
}

/** Servers that refuse their own Patroni, because of one place and for one reason. */
interface LockedOut extends Own {
  readonly servers: [Server, ...Server[]];
  readonly at: Place;
  readonly verdict: Refused;
  /** Further connections that no line is for: one round of advice has to do. */
  readonly others: readonly Own[];
}

/** How Patroni connects to the PostgreSQL beside it: over the unix socket, or over TCP from one address or two. */
function ownAttempts({ member, site, serverTls }: Server, demand: OwnDemand): Own[] {
  const over = (address: Address, change: Partial<Attempt>): Attempt[] => {
    const attempt = attemptOf(member, demand, address, serverTls);
    return attempt ? [{ ...attempt, ...change }] : [];
  };
  if (pythonBool(postgresqlSetting(site, member, demand.socketKey)?.value))
    return ownAddresses('localhost').flatMap((any) =>
      over(any, { kind: 'local' }).map((attempt) => ({ address: undefined, attempt })),
    );
  return ownAddresses(textAt(member.patroni.value, 'postgresql', 'listen') ?? '*').flatMap((address) =>
    over(address, { sameHost: true }).map((attempt) => ({ address, attempt })),
  );
}

/** The first connection that Patroni makes to its PostgreSQL and is refused, and the others that lack a line as it does. */
function lockedOutAt(server: Server, demand: OwnDemand): LockedOut | undefined {
  const all = ownAttempts(server, demand);
  for (const [index, { address, attempt }] of all.entries()) {
    const verdict = judge(server.list.hba, attempt);
    if (verdict.verdict !== 'refused') continue;
    // Replication between the members of the site fails for the same reason, and is told.
    const told = demand.role === 'replication' && members(server.site).length > 1;
    if (verdict.reason === 'tls-server' && told) continue;
    return {
      servers: [server],
      at: blame(server, verdict, renamedAt(server.member, demand.role)),
      address,
      attempt,
      verdict,
      others: verdict.reason === 'no-line' ? all.slice(index + 1).filter(lacksLine(server)) : [],
    };
  }
  return undefined;
}

/** Whether no line is for a connection. */
const lacksLine =
  (server: Server) =>
  ({ attempt }: Own): boolean => {
    const verdict = judge(server.list.hba, attempt);
    return verdict.verdict === 'refused' && verdict.reason === 'no-line';
  };

/** The line that lets such a connection in. */
const lineOf = ({ database }: OwnDemand, { address, attempt }: Own): string =>
  address
    ? `host ${database} ${attempt.user} ${hostCidr(address)} scram-sha-256`
    : `local ${database} ${attempt.user} scram-sha-256`;

const listensEverywhere = ({ patroni }: Server['member']): boolean =>
  listenersOf(textAt(patroni.value, 'postgresql', 'listen') ?? '*').some(({ host }) => host === '*');

function draft(estate: Estate, demand: OwnDemand, found: LockedOut): Draft {
  const { servers, at, address, attempt, verdict, others } = found;
  const { noun, role } = demand;
  const turned = { server: servers[0], attempt, verdict };
  const more = others.map((one) => ` and "${lineOf(demand, one)}"`).join('');
  const from = [address, ...others.map((one) => one.address)].flatMap((one) => one?.text ?? []).join(' and ');
  // Who wrote a line for 127.0.0.1 wonders where the other address is from.
  const why =
    from.split(' ').includes('::1') && listensEverywhere(servers[0].member)
      ? ['PostgreSQL listens on every address, and Patroni connects to localhost, which may be ::1']
      : [];
  return {
    message: `${refusers(estate, servers)} the ${noun} connections that Patroni makes on the node itself, ${address ? `from ${from}` : 'over the unix socket'}: ${reasonOf(turned)}`,
    at,
    topic: `on the node itself: ${verdict.reason} ${address?.text}`,
    related: relatedLater(turned),
    remedy: isRenaming(at)
      ? renamedRemedy(role)
      : allOf(remedyFor(turned, lineOf(demand, found), more), ...why),
  };
}

/** Whether a line names the machine itself by a name of loopback: nearly every machine resolves its own addresses so. */
function isForLocalhost({ list }: Server, line: number): boolean {
  const address = list.hba.entries.find((entry) => entry.line === line)?.record?.address;
  return address?.kind === 'hostname' && isLoopbackName(address.name);
}

/** Connections of Patroni to its own PostgreSQL of which nobody can tell whether the list lets them in. */
export function* undecidedOwn(estate: Estate, demand: OwnDemand): Generator<Undecided> {
  const strays = straysIn(estate).get(demand.role);
  for (const server of [...serversBySite(estate).values()].flat()) {
    if (server.list.derived || strays?.has(server.member)) continue;
    for (const { attempt, address } of ownAttempts(server, demand)) {
      const verdict = judge(server.list.hba, attempt);
      // Over the socket it is the system user who counts, and that is Patroni's.
      if (verdict.verdict !== 'unknown' || !address || isForLocalhost(server, verdict.line)) continue;
      for (const caller of server.names)
        yield { server, caller, noun: demand.noun, line: verdict.line, why: verdict.why };
    }
  }
}

/** Members that keep their own Patroni out; a list that several share is one finding. */
export function* lockedOut(estate: Estate, demand: OwnDemand): Generator<Draft> {
  const found = new Map<string, LockedOut>();
  const strays = straysIn(estate).get(demand.role);
  for (const server of [...serversBySite(estate).values()].flat()) {
    const one = strays?.has(server.member) ? undefined : lockedOutAt(server, demand);
    if (!one) continue;
    const key = JSON.stringify([one.verdict.reason, one.at, one.address?.key]);
    const first = found.get(key);
    if (first) first.servers.push(server);
    else found.set(key, one);
  }
  for (const one of found.values()) yield draft(estate, demand, one);
}
