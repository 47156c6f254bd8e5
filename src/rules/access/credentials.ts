import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { textAt, wordOf } from '../../compiler/text/json.ts';
import { memoized } from '../common/memo.ts';
import type { AuthRole } from './attempt.ts';

export const ROLES: readonly AuthRole[] = ['superuser', 'replication', 'rewind'];

/** A member that logs in as somebody else than the others do. */
export interface Stray {
  readonly site: Site;
  readonly member: Member;
  readonly name: string;
  /** The first of those who agree, and their user. */
  readonly usual: { readonly member: Member; readonly name: string };
}

const nameOf = (member: Member, role: AuthRole): string | undefined =>
  textAt(member.patroni.value, 'postgresql', 'authentication', role, 'username');

/** Databases that a role logs in to, as pg_hba calls them. */
const DATABASES: Readonly<Record<AuthRole, readonly string[]>> = {
  superuser: ['all', 'postgres'],
  replication: ['replication'],
  rewind: ['all', 'postgres'],
};

/** Whether a member's list has a line that is meant for a user in a role. */
function knowsUser(site: Site, member: Member, role: AuthRole, name: string): boolean {
  const lines = postgresqlSetting(site, member, 'pg_hba')?.value;
  if (!Array.isArray(lines)) return false;
  return lines.some((line) => {
    const [, databases = '', users = ''] = wordOf(line).trim().split(/\s+/);
    const isFor = databases
      .split(',')
      .some((word) => DATABASES[role].includes(word.replace(/^"(.*)"$/, '$1')));
    return isFor && users.split(',').some((word) => word.replace(/^"(.*)"$/, '$1') === name);
  });
}

/** Whether a whole site logs in by a role of its own that the lists of all members are made for: a role for each site. */
function isOwnRole(estate: Estate, role: AuthRole, { site, name }: Pick<Stray, 'site' | 'name'>): boolean {
  return (
    members(site).every((member) => nameOf(member, role) === name) &&
    estate.sites.every((other) => members(other).every((member) => knowsUser(other, member, role, name)))
  );
}

/**
 * Members whose user of a role is not that of the others: of those that nobody has overridden, where there are any, and
 * then of most; of two that are as common, that of the primary counts.
 */
function straysOf(estate: Estate, role: AuthRole): Stray[] {
  const first = (site: Site): number => (site === estate.primary ? 0 : 1);
  const all = [...estate.sites]
    .sort((a, b) => first(a) - first(b))
    .flatMap((site) => members(site).map((member) => ({ site, member, name: nameOf(member, role) })));
  const path = ['postgresql', 'authentication', role, 'username'] as const;
  const plain = all.filter(({ member, name }) => name !== undefined && !member.patroni.isWritten(...path));
  const counts = new Map<string, number>();
  for (const { name } of plain.length > 0 ? plain : all)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [common] = [...counts].reduce<[string | undefined, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [undefined, 0],
  );
  const usual = (plain.length > 0 ? plain : all).find(({ name }) => name === common);
  const owned = new Map<string, boolean>();
  const isOwned = (site: Site, name: string): boolean => {
    const key = JSON.stringify([site.name, name]);
    const known = owned.get(key) ?? isOwnRole(estate, role, { site, name });
    owned.set(key, known);
    return known;
  };
  return all.flatMap(({ site, member, name }) =>
    usual === undefined ||
    common === undefined ||
    name === undefined ||
    name === common ||
    isOwned(site, name)
      ? []
      : [{ site, member, name, usual: { member: usual.member, name: common } }],
  );
}

/** Who logs in as somebody else, by role. */
export const straysByRole = memoized(
  (estate): ReadonlyMap<AuthRole, readonly Stray[]> =>
    new Map(ROLES.map((role) => [role, straysOf(estate, role)])),
);

/** Members that other rules leave alone in a role: that their user is unknown to the others' PostgreSQL is one mistake. */
export const straysIn = memoized((estate) => {
  const found = [...straysByRole(estate)].map(
    ([role, strays]) => [role, new Set<Member>(strays.map(({ member }) => member))] as const,
  );
  return new Map<AuthRole, ReadonlySet<Member>>(found);
});
