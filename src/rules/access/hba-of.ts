import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { get, textAt } from '../../compiler/estate/tree.ts';
import type { Address } from '../../pghba/address.ts';
import type { Attempt, Hba } from '../../pghba/match.ts';
import { compileHba } from '../../pghba/match.ts';

const compiled = new WeakMap<object, Hba>();

/** The pg_hba list Patroni writes for a member; undefined when it writes none. */
export function hbaOf(estate: Estate, member: Member): Hba | undefined {
  const list = get(member.patroni.value, 'postgresql', 'pg_hba');
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const known = compiled.get(list);
  if (known) return known;
  const major = estate.software.postgresql.parts[0] ?? 0;
  const hba = compileHba(
    list.map((line) => (typeof line === 'string' ? line : '')),
    major,
  );
  compiled.set(list, hba);
  return hba;
}

/** Members of a site that let in the same connections, judged once. */
export interface Door {
  readonly site: Site;
  /** The first of them stands for all. */
  readonly member: Member;
  readonly names: readonly string[];
  readonly hba: Hba;
  readonly serverTls: boolean;
}

const isOn = (value: unknown): boolean =>
  value === true || ['on', 'true', 'yes', '1'].includes(String(value).toLowerCase());

const hasTls = (site: Site, member: Member): boolean =>
  isOn(
    get(member.patroni.value, 'postgresql', 'parameters', 'ssl') ??
      get(site.dcs.value, 'postgresql', 'parameters', 'ssl'),
  );

/** The number of a text, the next one if it is new. */
function numberOf(text: string, numbers: Map<string, number>): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

/** The members of a site, grouped by their list: lists are shared, so that a site of any size has few doors. */
export function doorsOf(estate: Estate, site: Site): Door[] {
  const doors = new Map<string, Door & { names: string[] }>();
  const ids = new Map<Hba, number>();
  const idsByText = new Map<string, number>();
  for (const member of members(site)) {
    const hba = hbaOf(estate, member);
    if (!hba) continue;
    // A number, for the text grows with the site.
    const id = ids.get(hba) ?? numberOf(String(get(member.patroni.value, 'postgresql', 'pg_hba')), idsByText);
    ids.set(hba, id);
    const serverTls = hasTls(site, member);
    const door = doors.get(`${serverTls} ${id}`);
    if (door) door.names.push(member.name);
    else doors.set(`${serverTls} ${id}`, { site, member, names: [member.name], hba, serverTls });
  }
  return [...doors.values()];
}

export type AuthRole = 'superuser' | 'replication' | 'rewind';

/** The user a member connects as in a role. Without a rewind user Patroni rewinds as superuser (rewind.py). */
export const userOf = (member: Member, role: AuthRole): string | undefined =>
  textAt(member.patroni.value, 'postgresql', 'authentication', role, 'username') ??
  (role === 'rewind' ? userOf(member, 'superuser') : undefined);

const NEVER = new Set(['disable']);
const ALWAYS = new Set(['require', 'verify-ca', 'verify-full']);

/** What a member's connection in a role looks like to the server. */
export function attemptOf(
  member: Member,
  role: AuthRole,
  database: string,
  address: Address,
  serverTls: boolean,
): Attempt | undefined {
  const user = userOf(member, role);
  if (user === undefined) return undefined;
  const mode = textAt(member.patroni.value, 'postgresql', 'authentication', role, 'sslmode') ?? 'prefer';
  return {
    kind: 'tcp',
    address,
    user,
    database,
    tls: NEVER.has(mode) ? 'never' : ALWAYS.has(mode) ? 'always' : 'prefer',
    serverTls,
    clientCertificate:
      textAt(member.patroni.value, 'postgresql', 'authentication', role, 'sslcert') !== undefined,
  };
}
