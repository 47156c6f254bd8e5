import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { short } from '../../compiler/live/status.ts';

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
            help: 'may the role of the service log in from this machine (pg_hba)? "psql service=NAME" with host and port of this member tells the same',
          };
  },
};
