import { containsAddress, containsRange } from './range.ts';
import type { ConnectionType, DatabaseWord, HbaAddress, HbaRecord, UserWord } from './record.ts';
import { isPlain } from './regex.ts';

/** Whether the first record matches every connection that the second record matches, on any server. */
export function covers(outer: HbaRecord, inner: HbaRecord): boolean {
  return (
    coversType(outer.type, inner.type) &&
    inner.databases.every((word) => outer.databases.some((other) => coversDatabase(other, word))) &&
    inner.users.every((word) => outer.users.some((other) => coversUser(other, word))) &&
    coversAddress(outer.address, inner.address)
  );
}

/** A connection is encrypted by TLS or by Kerberos, never by both. */
const INSIDE: Readonly<Record<ConnectionType, readonly ConnectionType[]>> = {
  local: [],
  host: ['hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'],
  hostssl: [],
  hostnossl: ['hostgssenc'],
  hostgssenc: [],
  hostnogssenc: ['hostssl'],
};

const coversType = (outer: ConnectionType, inner: ConnectionType): boolean =>
  outer === inner || INSIDE[outer].includes(inner);

function coversDatabase(outer: DatabaseWord, inner: DatabaseWord): boolean {
  if (isSame(outer, inner)) return true;
  switch (outer.kind) {
    case 'all':
      // The file may contain the word replication, which "all" does not cover.
      return inner.kind !== 'replication' && inner.kind !== 'file';
    case 'samerole':
      return inner.kind === 'sameuser';
    case 'regex':
      return inner.kind === 'name' && isPlain(inner.name) && outer.test?.(inner.name) === true;
    default:
      return false;
  }
}

function coversUser(outer: UserWord, inner: UserWord): boolean {
  if (outer.kind === 'all' || isSame(outer, inner)) return true;
  if (inner.kind !== 'name') return false;
  if (outer.kind === 'group') return outer.name === inner.name;
  return outer.kind === 'regex' && isPlain(inner.name) && outer.test?.(inner.name) === true;
}

/** Whether both words are equal: the same name, group, pattern, file or keyword. */
function isSame(one: DatabaseWord | UserWord, other: DatabaseWord | UserWord): boolean {
  if (one.kind === 'file') return other.kind === 'file' && other.path === one.path;
  if (one.kind === 'regex') return other.kind === 'regex' && other.source === one.source;
  if (one.kind === 'name' || one.kind === 'group') return other.kind === one.kind && other.name === one.name;
  return other.kind === one.kind;
}

const LOOPBACK = [
  { family: 4, value: 0x7f000001n },
  { family: 6, value: 1n },
] as const;

function coversAddress(outer: HbaAddress | undefined, inner: HbaAddress | undefined): boolean {
  if (outer === undefined || inner === undefined) return outer === inner;
  switch (outer.kind) {
    case 'all':
      return true;
    case 'range':
      return inner.kind === 'range' && containsRange(outer.range, inner.range);
    case 'samenet':
    case 'samehost':
      if (inner.kind === outer.kind || inner.kind === 'samehost') return true;
      return inner.kind === 'range' && LOOPBACK.some((own) => isOnly(inner.range, own));
    case 'hostname':
      return inner.kind === 'hostname' && inner.name.toLowerCase() === outer.name.toLowerCase();
    case 'suffix':
      return 'name' in inner && inner.name.toLowerCase().endsWith(outer.name.toLowerCase());
  }
}

const isOnly = (range: Parameters<typeof containsRange>[1], own: (typeof LOOPBACK)[number]): boolean =>
  containsAddress(range, own) && range.mask === (own.family === 4 ? 2n ** 32n : 2n ** 128n) - 1n;
