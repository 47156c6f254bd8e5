import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { quoteLine } from '../../pghba/explain.ts';
import { md5HashesAt } from './password-hash.ts';
import { serversBySite } from './servers.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { site, member, list } of [...serversBySite(estate).values()].flat()) {
    const at = md5HashesAt(estate, site, member);
    const wants = at && list.hba.entries.find(({ record }) => record?.method === 'scram-sha-256');
    if (!wants) continue;
    yield {
      message: `passwords are stored as MD5 hashes at ${site.name}, but ${list.derived ? 'pg_hba' : quoteLine(list.hba, wants.line)} requires scram-sha-256`,
      at,
      ...(!list.derived && { related: [{ at: list.at(wants.line), message: 'refuses MD5 hashes' }] }),
      help: 'write password_encryption: scram-sha-256, which is the default from PostgreSQL 14 on',
    };
  }
}

export const scramImpossible: Rule = {
  id: 'access/scram-impossible',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba requires scram-sha-256 for users whose passwords are stored as MD5 hashes',
  why: 'Patroni creates its users when it creates the cluster, and PostgreSQL stores their passwords as password_encryption says. SCRAM does not work with an MD5 hash: PostgreSQL refuses replication, pg_rewind and Patroni itself, even with the right password.',
  references: [
    'https://www.postgresql.org/docs/current/auth-password.html',
    'patroni/postgresql/bootstrap.py: create_or_update_role',
  ],
  afterPromotion: false,
  check: all,
};
