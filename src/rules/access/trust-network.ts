import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { aboutLines, asksForCertificate, type Deciding, decidingLines, isOnMachine } from './deciding.ts';

const trusts = ({ record }: Deciding): boolean =>
  record.method === 'trust' &&
  // Kerberos has seen to who it is.
  record.type !== 'hostgssenc' &&
  !isOnMachine(record.address) &&
  !asksForCertificate(record);

const check = (estate: Estate): Draft[] =>
  decidingLines(estate).flatMap((lines) =>
    aboutLines(lines.filter(trusts), (line) => ({
      message: `${line} lets anyone in from other machines without a password`,
      help: 'write scram-sha-256 instead of trust, or hostssl and cert',
    })),
  );

export const trustNetwork: Rule = {
  id: 'access/trust-network',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba trusts other machines without a password',
  why: 'Anyone who has an address in that range, or can take one, may do whatever the user may do. As superuser that is everything, at every site: data dropped at the primary is dropped at the standby sites too.',
  references: ['https://www.postgresql.org/docs/current/auth-trust.html'],
  afterPromotion: false,
  check,
};
