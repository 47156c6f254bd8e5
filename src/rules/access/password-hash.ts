import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { mayKnow } from '../../compiler/facts/version.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { wordOf } from '../../compiler/text/json.ts';

/** Where a member stores passwords as MD5 hashes; undefined where it stores them for scram-sha-256. */
export function md5HashesAt(estate: Estate, site: Site, member: Member): Place | undefined {
  const own = parameterOf(site, member, 'password_encryption');
  // Other words for md5, which PostgreSQL 13 takes, Patroni does not pass on: parameters/value-refused.
  if (own) return wordOf(own.value).toLowerCase() === 'md5' ? own.at() : undefined;
  if (mayKnow(estate.software, 'password.scram')) return undefined;
  const path = ['postgresql', 'parameters', 'password_encryption'] as const;
  return member.patroni.removedAt(...path) ?? site.dcs.at(...path);
}
