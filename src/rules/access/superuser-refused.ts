import type { Rule } from '../../compiler/lint/rule.ts';
import { superuserRefusals } from './refusals.ts';

export const superuserRefused: Rule = {
  id: 'access/superuser-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba keeps Patroni out of the PostgreSQL on its own node',
  why: 'Patroni asks its PostgreSQL for its state as superuser every few seconds. Refused, it takes the node for broken: it never becomes leader, and a leader loses its lock.',
  references: ['patroni/postgresql/config.py: resolve_connection_addresses'],
  afterPromotion: false,
  check: superuserRefusals,
};
