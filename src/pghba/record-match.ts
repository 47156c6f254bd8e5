import type { Address, Numeric } from './address.ts';
import { isLoopback, isLoopbackName, parseNumeric } from './address.ts';
import type { Range } from './range.ts';
import { containsAddress, containsRange, overlaps, parseCidr } from './range.ts';
import type {
  ConnectionType,
  DatabaseWord,
  HbaAddress,
  HbaRecord,
  NamedAddress,
  Regex,
  UserWord,
} from './record.ts';
import { isPlain } from './regex.ts';

/** An unknown address in a network: a line certainly matches if it covers the whole network. */
export interface Network {
  readonly kind: 'network';
  readonly range: Range;
  /** As it was written. */
  readonly text: string;
}

/** Where clients come from. */
export type Source = Address | Network;

/** A client: its address, its user and its database. */
export interface Client {
  /** The client's address as the server sees it; unused for local connections. If unknown, only lines for all addresses certainly match. */
  readonly address?: Source;
  /**
   * Whether the client is on the server's machine; unknown if absent. Another machine is never in `samehost`, and never
   * connects from a loopback address, or from an address that resolves to `localhost`.
   */
  readonly sameHost?: boolean;
  readonly user: string;
  /** Every role of which the user is a direct or indirect member; unknown if absent. */
  readonly memberOf?: ReadonlySet<string>;
  /** A database, or `replication` for a physical replication connection, which has none. */
  readonly database: string;
}

/** One connection as a server sees it: with TLS, without TLS, or over the Unix socket. */
export interface Connection extends Client {
  readonly via: 'local' | 'tls' | 'plain';
}

/** Whether a record matches, or why the line alone does not tell. */
export type Match = 'yes' | 'no' | { readonly maybe: string };

/** Whether PostgreSQL would choose this record for the connection (check_hba in hba.c), by all fields together. */
export function matchRecord(record: HbaRecord, connection: Connection): Match {
  if (!matchesType(record.type, connection.via)) return 'no';
  return every([
    () => matchDatabases(record.databases, connection),
    () => matchUsers(record.users, connection),
    () => (record.address === undefined ? 'yes' : matchAddress(record.address, connection)),
  ]);
}

/** Kerberos encryption is never in use here, so `hostgssenc` cannot match and `hostnogssenc` matches like `host`. */
function matchesType(type: ConnectionType, via: Connection['via']): boolean {
  switch (type) {
    case 'local':
      return via === 'local';
    case 'host':
    case 'hostnogssenc':
      return via !== 'local';
    case 'hostssl':
      return via === 'tls';
    case 'hostnossl':
      return via === 'plain';
    case 'hostgssenc':
      return false;
  }
}

function matchDatabases(words: readonly DatabaseWord[], connection: Connection): Match {
  const { database, user } = connection;
  const replication = database === 'replication';
  return some(words, (word) => {
    if (word.kind === 'file') return { maybe: `the databases are in the file ${word.path}` };
    // `all`, names and patterns are about databases, and a physical replication connection has none.
    if (replication || word.kind === 'replication') return yesIf(replication && word.kind === 'replication');
    switch (word.kind) {
      case 'all':
        return 'yes';
      case 'sameuser':
        return yesIf(database === user);
      case 'samerole':
        return matchGroup(database, connection);
      case 'name':
        return yesIf(word.name === database);
      case 'regex':
        return matchPattern(word, database, 'database');
    }
  });
}

function matchUsers(words: readonly UserWord[], connection: Connection): Match {
  const { user } = connection;
  return some(words, (word) => {
    switch (word.kind) {
      case 'all':
        return 'yes';
      case 'name':
        return yesIf(word.name === user);
      case 'group':
        return matchGroup(word.name, connection);
      case 'regex':
        return matchPattern(word, user, 'user');
      case 'file':
        return { maybe: `the users are in the file ${word.path}` };
    }
  });
}

/** Every role is a member of itself; other memberships are known only to the server and in `memberOf`. */
function matchGroup(group: string, { user, memberOf }: Connection): Match {
  if (group === user) return 'yes';
  return memberOf
    ? yesIf(memberOf.has(group))
    : { maybe: `"${user}" may be a member of the role "${group}"` };
}

function matchPattern({ source, test }: Regex, name: string, what: string): Match {
  if (test && isPlain(name)) return yesIf(test(name));
  return { maybe: `the ${what} is compared with the pattern /${source}` };
}

const numbers = new WeakMap<Address, Numeric | undefined>();

/** The number of an IP address, cached because every line asks for the client's. */
function numberOf(address: Address): Numeric | undefined {
  if (!numbers.has(address)) numbers.set(address, parseNumeric(address.key));
  return numbers.get(address);
}

function matchAddress(line: HbaAddress, connection: Connection): Match {
  const { address: client } = connection;
  switch (line.kind) {
    case 'all':
      return 'yes';
    case 'samehost':
    case 'samenet':
      return matchOwn(line.kind, connection);
    case 'range':
      return matchRange(line.range, connection);
    case 'hostname':
    case 'suffix':
      if (isNoName(line.name) || (isLoopbackName(line.name) && isElsewhere(connection))) return 'no';
      if (client?.kind === 'hostname') return matchName(line, client);
      return { maybe: `the client's address may resolve to a name that "${line.name}" matches` };
  }
}

/** Loopback addresses belong to the machine, and their network is 127.0.0.0/8; only the machine knows its other addresses. */
function matchOwn(kind: 'samehost' | 'samenet', { address, sameHost }: Connection): Match {
  const key = address && address.kind !== 'network' ? address.key : '';
  if (sameHost || key === '127.0.0.1' || key === '::1' || isLoopbackName(key)) return 'yes';
  if (kind === 'samenet' && key.startsWith('127.')) return 'yes';
  if (kind === 'samehost' && sameHost === false) return 'no';
  return { maybe: `${kind} depends on the server's own addresses` };
}

const LOOPBACK: readonly Range[] = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseCidr(text) ?? []);

/**
 * Whether a client certainly has no loopback address. Then its name is no loopback name either: PostgreSQL looks up the
 * name of the client's address and then the addresses of that name (hba.c, check_hostname), and `localhost` has only
 * loopback addresses (RFC 6761, 6.3).
 */
function isElsewhere({ address, sameHost }: Connection): boolean {
  if (sameHost === false) return true;
  if (address === undefined || address.kind === 'hostname') return false;
  if (address.kind === 'network') return !LOOPBACK.some((own) => overlaps(own, address.range));
  return !isLoopback(address);
}

function matchRange(range: Range, connection: Connection): Match {
  const { address: client } = connection;
  const isOwn = LOOPBACK.some((own) => containsRange(own, range));
  if (isOwn && connection.sameHost === false) return 'no';
  if (client === undefined) return { maybe: 'the address of the client is not known' };
  if (client.kind === 'hostname') return { maybe: `the address of ${client.text} is not known` };
  if (client.kind === 'network') {
    if (containsRange(range, client.range)) return 'yes';
    return overlaps(range, client.range) ? { maybe: `it matches only a part of ${client.text}` } : 'no';
  }
  const number = numberOf(client);
  return yesIf(number !== undefined && containsAddress(range, number));
}

/**
 * Matches a client that is known by name: assumed to be the one name of its address, unless one of the two names is only
 * a short form of the other (`db1` and `db1.example.com`).
 */
function matchName(line: NamedAddress, client: Address): Match {
  const pattern = line.name.toLowerCase();
  const name = client.key;
  const maybe = { maybe: `"${line.name}" and ${client.text} may be the same host` };
  if (line.kind === 'suffix') {
    if (name.endsWith(pattern)) return 'yes';
    return name.includes('.') ? 'no' : maybe;
  }
  if (name === pattern) return 'yes';
  return isShortFor(name, pattern) || isShortFor(pattern, name) ? maybe : 'no';
}

/** Whether `short` is the beginning of `long`, cut at a dot. */
const isShortFor = (short: string, long: string): boolean => long.startsWith(`${short}.`);

/** A host name for PostgreSQL to which no address resolves: a mistyped address such as `10.0.0.300`. */
const isNoName = (name: string): boolean => /(?:^|\.)\d+$/.test(name) || name === '';

const yesIf = (condition: boolean): Match => (condition ? 'yes' : 'no');

function some<Word>(words: readonly Word[], match: (word: Word) => Match): Match {
  let result: Match = 'no';
  for (const word of words) {
    const one = match(word);
    if (one === 'yes') return 'yes';
    if (result === 'no') result = one;
  }
  return result;
}

function every(checks: readonly (() => Match)[]): Match {
  let result: Match = 'yes';
  for (const check of checks) {
    const match = check();
    if (match === 'no') return 'no';
    if (result === 'yes') result = match;
  }
  return result;
}
