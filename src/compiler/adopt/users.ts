import type { Seen } from '../plan/observed.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, textAt } from '../text/json.ts';

/** Where Patroni has the name of each user, and the name that it has by default in this language. */
const USERS = [
  ['superuser', ['postgresql', 'authentication', 'superuser', 'username'], 'postgres'],
  ['replication', ['postgresql', 'authentication', 'replication', 'username'], 'replicator'],
  ['rewind', ['postgresql', 'authentication', 'rewind', 'username'], 'rewind_user'],
  ['restapi', ['restapi', 'authentication', 'username'], 'patroni'],
] as const;

/** `credentials` of a topology: names alone, as the first member that says one has it. */
export function credentialsWord(seen: Seen): JsonMap | undefined {
  const members = seen.flatMap(({ nodes }) => nodes.flatMap(({ patroni }) => patroni ?? []));
  if (members.length === 0) return undefined;
  const words: { [key: string]: Json } = {};
  for (const [user, path, usual] of USERS) {
    const name = members.map(({ value }) => textAt(value, ...path)).find((one) => one !== undefined);
    if (name !== undefined && name !== usual) words[user] = { username: name };
    // Patroni rewinds as the superuser where it has no such user.
    if (user === 'rewind' && !members.some(({ value }) => get(value, ...path.slice(0, 3)) !== undefined))
      words[user] = false;
  }
  return Object.keys(words).length > 0 ? words : undefined;
}
