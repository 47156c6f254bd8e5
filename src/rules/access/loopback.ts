import type { Place } from '../../compiler/diagnostic.ts';
import { pythonBool } from '../../compiler/estate/boolean.ts';
import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Address } from '../../pghba/address.ts';
import { hostCidr, parseAddress } from '../../pghba/address.ts';
import { evaluate } from '../../pghba/match.ts';
import { listenersOf } from '../listener.ts';
import type { Draft } from '../rule.ts';
import { attemptOf, type Demand } from './attempt.ts';
import { blame, type Door, doorsOf, type Refused } from './door.ts';
import { helpFor, REASONS, refusers } from './words.ts';

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

/** Doors that keep their own Patroni out, by one place and for one reason. */
interface LockedOut {
  readonly doors: [Door, ...Door[]];
  readonly at: Place;
  readonly address: Address;
  readonly user: string;
  readonly verdict: Refused;
}

/** The first address that Patroni connects to its PostgreSQL from and is refused. */
function lockedOutAt(door: Door, demand: OwnDemand): LockedOut | undefined {
  const { member, site } = door;
  if (pythonBool(postgresqlSetting(site, member, demand.socketKey)?.value)) return undefined;
  for (const address of ownAddresses(textAt(member.patroni.value, 'postgresql', 'listen') ?? '*')) {
    const attempt = attemptOf(member, demand, address, door.serverTls);
    const verdict = attempt && evaluate(door.list.hba, attempt);
    if (verdict?.verdict !== 'refused') continue;
    // Replication between the members of the site fails for the same reason, and is told.
    const told = demand.role === 'replication' && members(site).length > 1;
    if (verdict.reason === 'tls-server' && told) continue;
    return { doors: [door], at: blame(door, verdict), address, user: attempt?.user ?? '', verdict };
  }
  return undefined;
}

function draft(estate: Estate, demand: OwnDemand, { doors, at, address, user, verdict }: LockedOut): Draft {
  const line = `host ${demand.database} ${user} ${hostCidr(address)} scram-sha-256`;
  return {
    message: `${refusers(estate, doors)} the ${demand.noun} connections that Patroni makes on the node itself, from ${address.text}: ${REASONS[verdict.reason]}`,
    at,
    help: helpFor(doors[0], verdict, line, ''),
  };
}

/** Members that keep their own Patroni out; a list that several share is one finding. */
export function* lockedOut(estate: Estate, demand: OwnDemand): Generator<Draft> {
  const found = new Map<string, LockedOut>();
  for (const door of estate.sites.flatMap((site) => doorsOf(estate, site))) {
    const one = lockedOutAt(door, demand);
    if (!one) continue;
    const key = JSON.stringify([one.verdict.reason, one.at, one.address.key]);
    const first = found.get(key);
    if (first) first.doors.push(door);
    else found.set(key, one);
  }
  for (const one of found.values()) yield draft(estate, demand, one);
}
