import type { Rule } from '../../compiler/lint/rule.ts';
import { rewindRefusals } from './refusals.ts';

export const rewindRefused: Rule = {
  id: 'access/rewind-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba refuses the normal connection that pg_rewind needs',
  why: 'pg_rewind logs in to the database postgres of the node it follows; a replication line does not let it in. Streaming works without this connection, so nobody notices until the failback: then every node of the returning site must be copied in full instead of rewound.',
  references: [
    'https://github.com/patroni/patroni/issues/2194',
    'https://github.com/patroni/patroni/issues/2310',
    'patroni/postgresql/rewind.py: check_leader_is_not_in_recovery',
  ],
  afterPromotion: false,
  check: rewindRefusals,
};
