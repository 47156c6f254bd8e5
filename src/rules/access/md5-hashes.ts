import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { md5HashesAt } from './password-hash.ts';
import { serversBySite } from './servers.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { site, member, list } of [...serversBySite(estate).values()].flat()) {
    const at = md5HashesAt(estate, site, member);
    // With lines that want SCRAM nobody gets in at all: access/scram-impossible.
    const wantsScram = list.hba.entries.some(({ record }) => record?.method === 'scram-sha-256');
    if (!at || wantsScram) continue;
    yield {
      message: `passwords are stored as MD5 hashes at ${site.name}`,
      at,
      help:
        at.derivedFrom === undefined
          ? 'remove password_encryption or write scram-sha-256, and set all passwords again'
          : 'write password_encryption: scram-sha-256 under postgresql.parameters, and set all passwords again',
    };
  }
}

export const md5Hashes: Rule = {
  id: 'access/md5-hashes',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'passwords are stored as MD5 hashes',
  why: 'Anyone who obtains such a hash, for example from a backup, can log in with it: the password is not needed. PostgreSQL 18 warns about MD5 passwords, and a later version will not accept them.',
  references: [
    'https://www.postgresql.org/docs/18/release-18.html',
    'https://www.postgresql.org/docs/current/auth-password.html',
  ],
  afterPromotion: false,
  check: all,
};
