import type { Estate } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { withoutKey } from '../common/fixes.ts';
import { together } from '../common/words.ts';
import { whereWritten } from '../parameters/where-written.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const { at, names } of whereWritten(
    estate,
    'full_page_writes',
    (value) => patroniBool(value) === false,
  ))
    yield {
      message: `full_page_writes of ${together(names)} is off: pg_rewind and copies from a standby are refused`,
      at,
      help: 'remove it: it is on by default',
      fix: withoutKey(at),
    };
}

export const fullPageWritesOff: Rule = {
  id: 'recovery/full-page-writes-off',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'full_page_writes is off on a member that others rewind from or are copied from',
  why: 'pg_rewind copies files while its source writes to them, and repairs half-written pages with the full pages in WAL: it refuses a source without them. For the same reason PostgreSQL refuses a copy from a standby, and within a standby site every copy is made from a standby. After a crash PostgreSQL cannot repair pages that the disk wrote only in part.',
  references: [
    'https://www.postgresql.org/docs/current/app-pgrewind.html#APP-PGREWIND-NOTES',
    'PostgreSQL: src/bin/pg_rewind/libpq_source.c, init_libpq_conn',
    'PostgreSQL: src/backend/access/transam/xlog.c, do_pg_backup_start',
  ],
  afterPromotion: false,
  check,
};
