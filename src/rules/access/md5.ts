import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { aboutLines, decidingLines } from './deciding.ts';
import { md5HashesAt } from './password-hash.ts';
import type { Posted } from './servers.ts';

/** Whether the passwords behind a list are MD5 hashes: those lines can be no other then. */
const hasMd5Hashes = (estate: Estate, { servers }: Posted): boolean =>
  servers.some(({ site, member }) => md5HashesAt(estate, site, member) !== undefined);

const check = (estate: Estate): Draft[] =>
  decidingLines(estate).flatMap((lines) =>
    aboutLines(
      lines.filter(({ record, posted }) => record.method === 'md5' && !hasMd5Hashes(estate, posted)),
      (line) => ({
        message: `${line} also accepts a password that is stored as an MD5 hash`,
        help: 'write scram-sha-256 instead of md5: new passwords are stored this way here, only old ones may not be',
      }),
    ),
  );

export const md5: Rule = {
  id: 'access/md5',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba says md5, although passwords are stored for scram-sha-256',
  why: 'For such a line PostgreSQL uses SCRAM whenever the stored password allows it, so nothing is lost by writing scram-sha-256. With md5, users whose old hash was never replaced can still log in: nobody notices them until a PostgreSQL version no longer accepts their hashes.',
  references: ['https://www.postgresql.org/docs/current/auth-password.html'],
  afterPromotion: false,
  check,
};
