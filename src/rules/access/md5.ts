import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { aboutLines, decidingLines } from './deciding.ts';
import type { Posted } from './door.ts';
import { md5HashesAt } from './password-hash.ts';

/** Whether the passwords behind a list are MD5 hashes: those lines can be no other then. */
const hasMd5Hashes = (estate: Estate, { doors }: Posted): boolean =>
  doors.some(({ site, member }) => md5HashesAt(estate, site, member) !== undefined);

const check = (estate: Estate): Draft[] =>
  decidingLines(estate).flatMap((lines) =>
    aboutLines(
      lines.filter(({ record, posted }) => record.method === 'md5' && !hasMd5Hashes(estate, posted)),
      (line) => ({
        message: `${line} takes a password that is stored as an MD5 hash too`,
        help: 'write scram-sha-256 instead of md5: that is how passwords are stored here, unless one is older',
      }),
    ),
  );

export const md5: Rule = {
  id: 'access/md5',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba asks for md5 where passwords are stored for scram-sha-256',
  why: 'PostgreSQL then asks for SCRAM whenever it can, so nothing is lost by saying so. A line with md5 goes on letting in users whose old hash was never replaced: nobody notices that there are any, until a PostgreSQL comes that does not take them.',
  references: ['https://www.postgresql.org/docs/current/auth-password.html'],
  afterPromotion: false,
  check,
};
