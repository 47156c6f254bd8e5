import type { Address, Numeric } from './address.ts';
import { parseNumeric } from './address.ts';
import { containsAddress } from './range.ts';
import type {
  ConnectionType,
  DatabaseWord,
  HbaAddress,
  HbaRecord,
  NamedAddress,
  UserWord,
} from './record.ts';

/** One connection as a server sees it: with TLS or without, or over the unix socket. */
export interface Connection {
  readonly via: 'local' | 'tls' | 'plain';
  /** Where it comes from; unused when local. Without one, only lines for everybody match for certain. */
  readonly address?: Address;
  readonly user: string;
  /** A database, or `replication` for a physical replication connection, which has none. */
  readonly database: string;
}

/** Whether a record matches; when nobody can tell from the line alone, why not. */
export type Match = 'yes' | 'no' | { readonly maybe: string };

/** Whether PostgreSQL would pick this record for the connection (check_hba in hba.c), all fields together. */
export function matchRecord(record: HbaRecord, connection: Connection): Match {
  if (!matchesType(record.type, connection.via)) return 'no';
  return every([
    () => matchDatabases(record.databases, connection),
    () => matchUsers(record.users, connection.user),
    () => (record.address === undefined ? 'yes' : matchAddress(record.address, connection.address)),
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

function matchDatabases(words: readonly DatabaseWord[], { database, user }: Connection): Match {
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
        return matchGroup(database, user);
      case 'name':
        return yesIf(word.name === database);
      case 'regex':
        return { maybe: `the database is compared with the pattern /${word.source}` };
    }
  });
}

function matchUsers(words: readonly UserWord[], user: string): Match {
  return some(words, (word) => {
    switch (word.kind) {
      case 'all':
        return 'yes';
      case 'name':
        return yesIf(word.name === user);
      case 'group':
        return matchGroup(word.name, user);
      case 'regex':
        return { maybe: `the user is compared with the pattern /${word.source}` };
      case 'file':
        return { maybe: `the users are in the file ${word.path}` };
    }
  });
}

/** Every role is a member of itself; further members are known to the server alone. */
const matchGroup = (group: string, user: string): Match =>
  group === user ? 'yes' : { maybe: `"${user}" may be a member of the role "${group}"` };

const numbers = new WeakMap<Address, Numeric | undefined>();

/** The number of an IP address; every line asks for that of the client. */
function numberOf(address: Address): Numeric | undefined {
  if (!numbers.has(address)) numbers.set(address, parseNumeric(address.key));
  return numbers.get(address);
}

function matchAddress(line: HbaAddress, client: Address | undefined): Match {
  switch (line.kind) {
    case 'all':
      return 'yes';
    case 'samehost':
    case 'samenet':
      return { maybe: `${line.kind} depends on the server's own addresses` };
    case 'range': {
      if (client === undefined) return { maybe: 'the address of the client is not known' };
      if (client.kind === 'hostname') return { maybe: `the address of ${client.text} is not known` };
      const number = numberOf(client);
      return yesIf(number !== undefined && containsAddress(line.range, number));
    }
    case 'hostname':
    case 'suffix':
      if (isNoName(line.name)) return 'no';
      if (client?.kind === 'hostname') return matchName(line, client);
      return { maybe: `the client's address may resolve to a name that "${line.name}" matches` };
  }
}

/**
 * A client known by name: taken to be the one name its address resolves to, unless the two names differ only in
 * that one of them is cut short (`db1` and `db1.example.com`).
 */
function matchName(line: NamedAddress, client: Address): Match {
  const pattern = line.name.toLowerCase();
  const name = client.key;
  const maybe = { maybe: `"${line.name}" and ${client.text} may be one host` };
  if (line.kind === 'suffix') {
    if (name.endsWith(pattern)) return 'yes';
    return name.includes('.') ? 'no' : maybe;
  }
  if (name === pattern) return 'yes';
  return isShortFor(name, pattern) || isShortFor(pattern, name) ? maybe : 'no';
}

/** Whether `short` is the beginning of `long`, cut at a dot. */
const isShortFor = (short: string, long: string): boolean => long.startsWith(`${short}.`);

/** What PostgreSQL takes for a host name but no address resolves to: a mistyped address such as `10.0.0.300`. */
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
