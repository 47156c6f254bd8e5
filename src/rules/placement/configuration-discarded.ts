import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import { amountOf, pythonInt } from '../../compiler/facts/number.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Pointer } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, isMap, wordOf } from '../../compiler/text/json.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

/** What a value has to be, lest Patroni raise an exception over it. */
interface Demand {
  readonly path: Pointer;
  readonly takes: (value: Json) => boolean;
  readonly wants: string;
  readonly help: string;
}

const isInt = (value: Json): boolean => pythonInt(value) !== undefined;

const WHOLE = 'a whole number';

const seconds = (key: string): Demand => ({
  path: [key],
  takes: isInt,
  wants: WHOLE,
  help: 'write seconds, without a unit',
});

const map = (...path: Pointer): Demand => ({
  path,
  // What Python takes for nothing is nothing.
  takes: (value) => isMap(value) || !pythonBool(value),
  wants: 'a map',
  help: 'write its keys below it',
});

const number = (...path: Pointer): Demand => ({
  path,
  takes: isInt,
  wants: 'a whole number',
  help: 'write a number, without quotes and units',
});

/** patroni/config.py: _validate_and_adjust_timeouts, _safe_copy_dynamic_configuration. */
const ALWAYS: readonly Demand[] = [
  ...['ttl', 'loop_wait', 'retry_timeout'].map(seconds),
  map('postgresql'),
  map('postgresql', 'parameters'),
];

const parameter = (name: string): Demand => number('postgresql', 'parameters', name);

/** And in 3.0.2, whose defaults name more keys, and whose tests of parameters raise (postgresql/config.py, CMDLINE_OPTIONS). */
const ONCE: readonly Demand[] = [
  ...[
    'maximum_lag_on_failover',
    'maximum_lag_on_syncnode',
    'check_timeline',
    'primary_start_timeout',
    'primary_stop_timeout',
    'synchronous_node_count',
  ].map((key) => number(key)),
  {
    path: ['watchdog'],
    takes: () => false,
    wants: 'a whole number',
    help: 'write it in the file of each node',
  },
  ...[
    'max_connections',
    'max_wal_senders',
    'max_prepared_transactions',
    'max_locks_per_transaction',
    'max_replication_slots',
    'max_worker_processes',
  ].map(parameter),
  {
    path: ['postgresql', 'parameters', 'wal_keep_size'],
    takes: (value) => amountOf(value, 'MB') !== undefined,
    wants: 'an amount of memory',
    help: 'write it with its unit: 128MB',
  },
  {
    path: ['postgresql', 'parameters', 'wal_level'],
    takes: (value) => typeof value === 'string',
    wants: 'text',
    help: 'write replica or logical',
  },
];

function* judge(site: Site, demands: readonly Demand[]): Generator<Draft> {
  for (const { path, takes, wants, help } of demands) {
    const value = get(site.dcs.value, ...path);
    if (value === undefined || takes(value)) continue;
    yield {
      message: `${path.join('.')} of ${site.name} is ${shown(value)}, not ${wants}: Patroni discards the whole dynamic configuration`,
      at: site.dcs.at(...path),
      help,
      fix:
        wants === WHOLE && /^\d{1,9} ?s$/.test(wordOf(value))
          ? withValue(site.dcs.at(...path), Number.parseInt(wordOf(value), 10))
          : undefined,
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  const demands = knows(estate.software, 'dcs.judged-singly') ? ALWAYS : [...ALWAYS, ...ONCE];
  for (const site of estate.sites) yield* judge(site, demands);
}

export const configurationDiscarded: Rule = {
  id: 'placement/configuration-discarded',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a value makes Patroni discard the whole dynamic configuration',
  why: 'Patroni applies the dynamic configuration as a whole. If one value raises an exception, Patroni applies none of it and only logs a line. standby_cluster is then gone with the rest: a standby site that is set up like this makes a database of its own and takes writes.',
  references: [
    'patroni/config.py: set_dynamic_configuration, _validate_and_adjust_timeouts',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
