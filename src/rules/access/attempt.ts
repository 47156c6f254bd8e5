import type { Member, Site } from '../../compiler/estate/estate.ts';
import { rewindingRole } from '../../compiler/estate/rewinding.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { Address } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';

export type AuthRole = 'superuser' | 'replication' | 'rewind';

/** A kind of connection that a member makes. */
export interface Demand {
  readonly role: AuthRole;
  readonly database: 'replication' | 'postgres';
  /** How messages call it. */
  readonly noun: string;
  /** Whether a member makes it at all. */
  readonly wants: (site: Site, member: Member) => boolean;
}

/** The block a member connects by in a role. */
export const actingRole = (member: Member, role: AuthRole): AuthRole =>
  role === 'rewind' ? rewindingRole(member) : role;

/** Where an override says, or takes away, who a member logs in as; undefined where that is derived, as pg_hba is. */
export function renamedAt({ patroni }: Member, role: AuthRole): Place | undefined {
  const path = ['postgresql', 'authentication', role, 'username'] as const;
  if (!patroni.isWritten(...path)) return undefined;
  return patroni.at(...path);
}

/** Whether a finding is told of such an override. */
export const isRenaming = ({ pointer }: Place): boolean => pointer.includes('authentication');

const userOf = (member: Member, role: AuthRole): string | undefined =>
  textAt(member.patroni.value, 'postgresql', 'authentication', role, 'username');

const ALWAYS: readonly string[] = ['require', 'verify-ca', 'verify-full'];

/** What a member's connection looks like to a server; undefined when it connects as nobody. */
export function attemptOf(
  member: Member,
  { role, database }: Pick<Demand, 'role' | 'database'>,
  address: Address,
  serverTls: boolean,
): Attempt | undefined {
  const acting = actingRole(member, role);
  const user = userOf(member, acting);
  if (user === undefined) return undefined;
  const setting = (key: string): string | undefined =>
    textAt(member.patroni.value, 'postgresql', 'authentication', acting, key);
  const mode = setting('sslmode') ?? 'prefer';
  return {
    kind: 'tcp',
    address,
    user,
    database,
    tls: mode === 'disable' ? 'never' : ALWAYS.includes(mode) ? 'always' : 'prefer',
    serverTls,
    clientCertificate: setting('sslcert') !== undefined,
  };
}
