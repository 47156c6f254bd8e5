import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { declare, oneOf } from '../common/remedies.ts';
import { clientRefusals } from './clients-refused.ts';
import { aboutLines, decidingLines } from './deciding.ts';
import { replicationRefusals, rewindRefusals, superuserRefusals } from './refusals.ts';
import { few } from './words.ts';

function check(estate: Estate): Draft[] {
  // Where somebody is kept out by it, that is told.
  const refusals = [replicationRefusals, rewindRefusals, superuserRefusals, clientRefusals];
  if (refusals.some((found) => found(estate).length > 0)) return [];
  return decidingLines(estate).flatMap((lines) =>
    aboutLines(
      lines.filter(
        ({ record, posted }) =>
          record.type === 'hostssl' &&
          record.method !== 'reject' &&
          posted.servers.every(({ serverTls }) => !serverTls),
      ),
      (line, { posted }) => {
        const [{ site, member }] = posted.servers;
        const ssl = parameterOf(site, member, 'ssl');
        const sites = [...new Set(posted.servers.map((server) => server.site.name))];
        return {
          message: `${line} lets nobody in: ssl is off at ${few(sites)}`,
          ...(ssl && { related: [{ at: ssl.at(), message: 'ssl is turned off here' }] }),
          remedy: oneOf('write host instead of hostssl', declare('tls', { of: 'PostgreSQL' })),
        };
      },
    ),
  );
}

export const hostsslWithoutSsl: Rule = {
  id: 'access/hostssl-without-ssl',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a hostssl line has no effect because ssl is off',
  why: 'A hostssl line matches only connections over TLS, and there are none. The users that it should let in are refused, or a later line decides about them. PostgreSQL starts, and only writes a note to its log.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'PostgreSQL: src/backend/libpq/hba.c, parse_hba_line',
  ],
  afterPromotion: false,
  check,
};
