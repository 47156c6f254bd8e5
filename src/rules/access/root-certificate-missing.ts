import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { ROLES } from './credentials.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members))
    for (const role of ROLES) {
      const path = ['postgresql', 'authentication', role] as const;
      const { value, at, removedAt } = member.patroni;
      const mode = textAt(value, ...path, 'sslmode') ?? '';
      if (!mode.startsWith('verify-') || textAt(value, ...path, 'sslrootcert') !== undefined) continue;
      yield {
        message: `${member.name} connects with sslmode "${mode}" (${role}), but no sslrootcert names the certificate authority`,
        at: removedAt(...path, 'sslrootcert') ?? at(...path, 'sslmode'),
        help: 'add sslrootcert: the file of the authority that signed the certificates of the other nodes',
      };
    }
}

export const rootCertificateMissing: Rule = {
  id: 'access/root-certificate-missing',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a server certificate must be verified, but no file names the certificate authority',
  why: 'libpq then looks for ~/.postgresql/root.crt of the user that runs Patroni or, for replication, of the user that runs PostgreSQL. If that file is missing, the connection fails: the node neither follows nor is rewound.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLROOTCERT',
    'https://www.postgresql.org/docs/current/libpq-ssl.html',
  ],
  afterPromotion: false,
  check: all,
};
