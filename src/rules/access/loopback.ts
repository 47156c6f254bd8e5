import type { Estate } from '../../compiler/estate/estate.ts';
import { get, textAt } from '../../compiler/estate/tree.ts';
import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import { evaluate } from '../../pghba/match.ts';
import type { Draft } from '../rule.ts';
import type { AuthRole, Door } from './hba-of.ts';
import { attemptOf, doorsOf } from './hba-of.ts';

/** The host part of `host1,host2:port`, in order. */
const hostsOf = (listen: string): string[] =>
  listen
    .replace(/:\d+$/, '')
    .split(',')
    .map((host) => host.trim().replace(/^\[|\]$/g, ''));

/**
 * Where Patroni connects to its own PostgreSQL from: over loopback when PostgreSQL listens there, else the first
 * address it listens on (patroni/postgresql/config.py, resolve_connection_addresses).
 */
function ownAddresses(listen: string): Address[] {
  const hosts = hostsOf(listen);
  const everywhere = hosts.includes('*');
  const found = everywhere
    ? ['127.0.0.1', '::1']
    : hosts.some((host) => ['0.0.0.0', '127.0.0.1', 'localhost'].includes(host))
      ? ['127.0.0.1']
      : hosts.slice(0, 1);
  return found.flatMap((host) => parseAddress(host) ?? []);
}

/** One kind of connection that Patroni makes to the PostgreSQL beside it. */
export interface OwnDemand {
  readonly role: AuthRole;
  readonly database: 'replication' | 'postgres';
  /** Key of patroni.yml that moves it to the unix socket. */
  readonly socketKey: 'use_unix_socket' | 'use_unix_socket_repl';
  readonly noun: string;
}

function judge(door: Door, demand: OwnDemand): Draft | undefined {
  const { member } = door;
  const { patroni } = member;
  if (get(patroni.value, 'postgresql', demand.socketKey) === true) return undefined;
  for (const address of ownAddresses(textAt(patroni.value, 'postgresql', 'listen') ?? '*')) {
    const attempt = attemptOf(member, demand.role, demand.database, address, door.serverTls);
    const verdict = attempt && evaluate(door.hba, attempt);
    if (verdict?.verdict !== 'refused') continue;
    return {
      message: `${door.site.name} refuses the ${demand.noun} connections that Patroni makes on its own node (from ${address.text})`,
      at: patroni.at('postgresql', 'pg_hba', ...(verdict.line === undefined ? [] : [verdict.line])),
      help: `add "host ${demand.database} ${attempt?.user ?? ''} ${address.text}/${address.kind === 'ipv4' ? 32 : 128} scram-sha-256"${verdict.line === undefined ? '' : ` above line ${verdict.line + 1} of the list`}; or leave pg_hba out: it is then derived`,
    };
  }
  return undefined;
}

/** Doors that keep their own Patroni out. */
export function* lockedOut(estate: Estate, demand: OwnDemand): Generator<Draft> {
  for (const site of estate.sites)
    for (const door of doorsOf(estate, site)) {
      const found = judge(door, demand);
      if (found) yield found;
    }
}
