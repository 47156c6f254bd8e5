import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { short } from '../../compiler/live/status.ts';

/** What to do about the words of psql and of the server. */
const HELP: readonly (readonly [RegExp, string])[] = [
  [/definition of service/, 'write the service into ~/.pg_service.conf, or name another one with --psql'],
  [/no password supplied/, 'write a line for this member into ~/.pgpass: host:port:database:role:password'],
  [/password authentication failed/, 'the password in ~/.pgpass is not that of the role'],
  [/no pg_hba\.conf entry/, 'let the role in from this machine: with an entry under clients in the topology'],
  [
    /certificate verify failed|does not match host name|SSL/,
    'compare sslmode and sslrootcert of the service with the certificates of the estate',
  ],
  [
    /refused|timed? ?out|in time|No route/i,
    'does PostgreSQL listen there, and may this machine reach the port?',
  ],
  [/without TLS/, 'mend live/no-tls first'],
];

export const slotsUnknown: LiveRule = {
  id: 'live/slots-unknown',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the replication slots of a site could not be asked for',
  why: 'What cannot be asked is not taken for well: a slot may be lost, or keep WAL until the disk is full.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-pgservice.html',
    'https://www.postgresql.org/docs/current/view-pg-replication-slots.html',
  ],
  *check(live) {
    for (const { slots = [] } of live.sites)
      for (const answer of slots)
        if (answer.kind === 'silence')
          yield {
            message: `the replication slots of ${answer.by.name} are unknown: ${short(answer.detail)}`,
            at: answer.by.node.nameAt,
            help:
              HELP.find(([words]) => words.test(answer.detail))?.[1] ??
              'try the same by hand: psql "service=NAME host=ADDRESS port=5432"',
          };
  },
};
