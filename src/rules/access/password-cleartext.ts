import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { aboutLines, type Deciding, decidingLines, isOnMachine } from './deciding.ts';

const isCleartext = ({ record }: Deciding): boolean =>
  record.method === 'password' &&
  ['host', 'hostnossl', 'hostnogssenc'].includes(record.type) &&
  !isOnMachine(record.address);

const check = (estate: Estate): Draft[] =>
  decidingLines(estate).flatMap((lines) =>
    aboutLines(lines.filter(isCleartext), (line) => ({
      message: `${line} makes clients send the password itself, even without TLS`,
      help: 'write scram-sha-256 instead of password',
    })),
  );

export const passwordCleartext: Rule = {
  id: 'access/password-cleartext',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba asks for cleartext passwords over connections without TLS',
  why: 'The client sends the password as it is. Anyone who listens on the network learns it, and it is the same at every site.',
  references: ['https://www.postgresql.org/docs/current/auth-password.html'],
  afterPromotion: false,
  check,
};
