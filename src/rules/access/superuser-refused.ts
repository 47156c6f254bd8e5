import type { Rule } from '../../compiler/lint/rule.ts';
import { superuserRefusals } from './refusals.ts';

export const superuserRefused: Rule = {
  id: 'access/superuser-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba keeps Patroni out of PostgreSQL on its own node',
  why: 'Patroni connects as superuser every few seconds and asks PostgreSQL for its state. If PostgreSQL refuses, Patroni treats the node as broken: the node never becomes leader, and a leader loses its lock.',
  references: ['patroni/postgresql/config.py: resolve_connection_addresses'],
  afterPromotion: false,
  check: superuserRefusals,
};
