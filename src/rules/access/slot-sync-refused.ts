import type { Rule } from '../../compiler/lint/rule.ts';
import { slotSyncRefusals } from './refusals.ts';

export const slotSyncRefused: Rule = {
  id: 'access/slot-sync-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'PostgreSQL 17 and later',
  summary: 'pg_hba refuses the normal connection that a standby needs to copy logical slots',
  why: 'The worker that copies the slots logs in as the replication user to the database of primary_conninfo, which is "postgres" under Patroni; a replication line does not let it in. The standby streams, but after a failover the slots are missing: subscribers must start anew.',
  references: [
    'https://www.postgresql.org/docs/current/logicaldecoding-explanation.html#LOGICALDECODING-REPLICATION-SLOTS-SYNCHRONIZATION',
    'postgres src/backend/replication/logical/slotsync.c: ReplSlotSyncWorkerMain',
    'patroni/postgresql/config.py: primary_conninfo_params',
  ],
  afterPromotion: false,
  check: slotSyncRefusals,
};
