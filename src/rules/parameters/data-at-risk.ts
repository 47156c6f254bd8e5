import type { Estate } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { withoutKey } from '../common/fixes.ts';
import { together } from '../common/words.ts';
import { whereWritten } from './where-written.ts';

/** Switches that risk data, which way, and what PostgreSQL does then. What PostgreSQL has them for is one-off repairs, or tests. */
const SWITCHES = [
  {
    name: 'fsync',
    risky: false,
    does: 'after a power failure the cluster cannot be trusted, and its standbys may be ahead of it',
  },
  {
    name: 'zero_damaged_pages',
    risky: true,
    does: 'PostgreSQL empties damaged pages, and their rows are gone',
  },
  {
    name: 'ignore_checksum_failure',
    risky: true,
    does: 'PostgreSQL reads pages with a wrong checksum, and the damage spreads',
  },
  {
    name: 'ignore_invalid_pages',
    risky: true,
    does: 'recovery skips WAL for missing pages',
  },
] as const;

function* check(estate: Estate): Generator<Draft> {
  for (const { name, risky, does } of SWITCHES)
    for (const { at, names } of whereWritten(estate, name, (value) => patroniBool(value) === risky))
      yield {
        message: `${name} of ${together(names)} is ${risky ? 'on' : 'off'}: ${does}`,
        at,
        help: `remove it: it is ${risky ? 'off' : 'on'} by default`,
        fix: withoutKey(at),
      };
}

export const dataAtRisk: Rule = {
  id: 'parameters/data-at-risk',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the configuration sets a parameter that is meant for tests or for a single repair',
  why: 'PostgreSQL has these switches for tests, for a first load that can be repeated, and for rescuing data from a damaged cluster. In a configuration they stay in effect permanently: PostgreSQL does not report what the disk loses or damages, and replication carries the damage to the other sites.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-FSYNC',
    'https://www.postgresql.org/docs/current/runtime-config-developer.html',
  ],
  afterPromotion: false,
  check,
};
