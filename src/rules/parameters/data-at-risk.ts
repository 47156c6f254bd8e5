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
    does: 'a loss of power leaves a cluster that cannot be trusted, and the standbys may have more than it',
  },
  {
    name: 'zero_damaged_pages',
    risky: true,
    does: 'a page that is damaged is emptied, and its rows are gone',
  },
  {
    name: 'ignore_checksum_failure',
    risky: true,
    does: 'pages that fail their checksum are read, and what is wrong spreads',
  },
  {
    name: 'ignore_invalid_pages',
    risky: true,
    does: 'WAL for pages that are missing is passed over in recovery',
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
  summary: 'a parameter that is for tests or for one repair stands in the configuration',
  why: 'PostgreSQL has such switches for tests, for a first load that can be done again, and for saving what is left of a damaged cluster. In a configuration they hold for ever: what the disk loses, or damages, is lost without a word, and replication carries it to the other sites.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-FSYNC',
    'https://www.postgresql.org/docs/current/runtime-config-developer.html',
  ],
  afterPromotion: false,
  check,
};
