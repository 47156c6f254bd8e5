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
      message: `${line} lets anybody in from other machines, as whom they say they are`,
      help: 'write scram-sha-256 instead of trust, or hostssl and cert',
    })),
  );

export const trustNetwork: Rule = {
  id: 'access/trust-network',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba trusts other machines without a password',
  why: 'Whoever has an address in that range, or can take one, reads and drops what the user may; as a superuser, everything, at both sites: what is dropped at one is dropped at the other.',
  references: ['https://www.postgresql.org/docs/current/auth-trust.html'],
  afterPromotion: false,
  check,
};
