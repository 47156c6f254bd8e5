import type { Rule } from '../../compiler/lint/rule.ts';
import { replicationRefusals } from './refusals.ts';

export const replicationRefused: Rule = {
  id: 'access/replication-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba refuses a replication connection that a node will need',
  why: 'Any node of a standby site may become its standby leader, and any node of the upstream its primary: a forgotten pair works until a failover picks it, and then replication between the sites stops. A node that cannot open a replication connection to its own PostgreSQL does not know its timeline and is not rewound.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://github.com/patroni/patroni/issues/951',
  ],
  afterPromotion: false,
  check: replicationRefusals,
};
