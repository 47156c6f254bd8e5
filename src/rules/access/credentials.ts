import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import { remembered } from '../remembered.ts';
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
  const plain = all.filter(({ member, name }) => name !== undefined && !member.patroni.isOverridden(...path));
  const counts = new Map<string, number>();
  for (const { name } of plain.length > 0 ? plain : all)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [common] = [...counts].reduce<[string | undefined, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [undefined, 0],
  );
  const usual = (plain.length > 0 ? plain : all).find(({ name }) => name === common);
  return all.flatMap(({ site, member, name }) =>
    usual === undefined || common === undefined || name === undefined || name === common
      ? []
      : [{ site, member, name, usual: { member: usual.member, name: common } }],
  );
}

/** Who logs in as somebody else, by role. */
export const straysByRole = remembered(
  (estate): ReadonlyMap<AuthRole, readonly Stray[]> =>
    new Map(ROLES.map((role) => [role, straysOf(estate, role)])),
);

/** Members that other rules leave alone in a role: that their user is unknown to the others' PostgreSQL is one mistake. */
export const straysIn = remembered((estate) => {
  const found = [...straysByRole(estate)].map(
    ([role, strays]) => [role, new Set<Member>(strays.map(({ member }) => member))] as const,
  );
  return new Map<AuthRole, ReadonlySet<Member>>(found);
});
