import type { Place } from '../../compiler/diagnostic.ts';
import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/estate/version.ts';

/** Where a member stores passwords as MD5 hashes; undefined where it stores them for scram-sha-256. */
export function md5HashesAt(estate: Estate, site: Site, member: Member): Place | undefined {
  const own = parameterOf(site, member, 'password_encryption');
  // Before 14 the words of a switch mean md5 as well (guc.c, password_encryption_options).
  const old = !knows(estate.software, 'password.scram');
  if (own) {
    const word = String(own.value).toLowerCase();
    return word === 'md5' || (old && ['on', 'true', 'yes', '1'].includes(word)) ? own.at() : undefined;
  }
  const path = ['postgresql', 'parameters', 'password_encryption'] as const;
  return old
    ? (member.patroni.removedAt(...path) ?? site.dcs.removedAt(...path) ?? site.dcs.at(...path))
    : undefined;
}
