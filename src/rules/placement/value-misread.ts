import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place, Pointer } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, wordOf } from '../../compiler/text/json.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

/** Numbers that Patroni falls back from, in silence (patroni/global_config.py, get_int). */
const NUMBERS: readonly (readonly [key: string, fallback: string, unit?: string])[] = [
  ['maximum_lag_on_failover', '1048576 bytes'],
  ['maximum_lag_on_syncnode', '-1'],
  ['max_timelines_history', '0'],
  ['primary_start_timeout', '300 seconds'],
  ['primary_stop_timeout', '0'],
  ['synchronous_node_count', '1'],
  ['member_slots_ttl', '30 minutes', 's'],
];

/** Words that are off unless they are on (patroni/global_config.py, check_mode); of use_slots see replication/slot-mismatch. */
const SWITCHES = ['synchronous_mode', 'synchronous_mode_strict', 'failsafe_mode', 'check_timeline', 'pause'];

/** Keys of postgresql of which Patroni asks no more than whether there is anything: any word is on. */
const TRUTHS = [
  'use_pg_rewind',
  'remove_data_directory_on_rewind_failure',
  'remove_data_directory_on_diverged_timelines',
  'use_unix_socket',
  'use_unix_socket_repl',
];

/** Bytes that a word like 1MB was meant to be. */
function bytes(value: Json): number | undefined {
  const amount = amountOf(value, 'B');
  return amount === undefined ? undefined : Math.round(amount);
}

interface Misread {
  readonly path: Pointer;
  readonly value: Json;
  readonly takenFor: string;
  readonly help: string;
  /** What was surely meant. */
  readonly meant?: number | boolean | string | undefined;
}

function* numbersIn(tree: Tree): Generator<Misread> {
  for (const [key, fallback, unit] of NUMBERS) {
    const value = get(tree.value, key);
    if (value === undefined || amountOf(value, unit) !== undefined) continue;
    const meant = key.startsWith('maximum_lag') ? bytes(value) : undefined;
    const number =
      unit === undefined
        ? 'write a number, without a unit'
        : 'write a number of seconds, or a number and its unit: 30min';
    const help = meant === undefined ? number : `write bytes: ${meant}`;
    yield { path: [key], value, takenFor: `which is not a number: Patroni uses ${fallback}`, help, meant };
  }
}

/** What is shorter than this delays nothing that a person could stop. */
const SHORTEST_DELAY = 60_000;

/** How far the standby leader stays behind: a number without a unit counts milliseconds, as in PostgreSQL. */
function* delayIn(tree: Tree): Generator<Misread> {
  const path = ['standby_cluster', 'recovery_min_apply_delay'];
  const value = get(tree.value, ...path);
  const amount = amountOf(value, 'ms');
  if (value === undefined || value === null || value === '') return;
  const help = 'write a number and its unit: 30min, 1h';
  if (amount === undefined)
    yield { path, value, takenFor: 'which is not a time: Patroni drops it, and nothing is delayed', help };
  else if (amount > 0 && amount < SHORTEST_DELAY && amountOf(value) !== undefined)
    yield { path, value, takenFor: `without a unit: it counts milliseconds, ${amount / 1000} s`, help };
}

function* switchesIn(tree: Tree): Generator<Misread> {
  for (const key of SWITCHES) {
    const value = get(tree.value, key);
    const isQuorum = key === 'synchronous_mode' && wordOf(value).toLowerCase() === 'quorum';
    if (value === undefined || isQuorum || patroniBool(value) !== undefined) continue;
    yield {
      path: [key],
      value,
      takenFor: 'neither on nor off: Patroni treats it as off',
      help: 'write true or false',
    };
  }
}

function* truthsIn(tree: Tree): Generator<Misread> {
  for (const key of TRUTHS) {
    const value = get(tree.value, 'postgresql', key);
    if (typeof value !== 'string' || value === '' || patroniBool(value) !== false) continue;
    yield {
      path: ['postgresql', key],
      value,
      takenFor: 'and Patroni treats any word as true',
      help: 'write false, without quotes',
      meant: false,
    };
  }
}

/** Bits that a log cannot do without: its owner reads and writes it. */
const OWNER = 0o600;
const ALL = 0o777;

/** Patroni takes text for octal where it begins with 0 (patroni/utils.py, parse_int), and a number as it is. */
function* modeIn(tree: Tree): Generator<Misread> {
  const path = ['log', 'mode'];
  const value = get(tree.value, ...path);
  if (typeof value !== 'number' && typeof value !== 'string') return;
  const text = String(value);
  const bits = typeof value === 'string' && /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(value);
  if (!Number.isInteger(bits) || ((bits & OWNER) === OWNER && bits <= ALL)) return;
  const meant = /^[0-7]{3}$/.test(text) ? `0${text}` : undefined;
  yield {
    path,
    value,
    takenFor: `which is decimal: the permissions are 0${bits.toString(8)}`,
    help: meant === undefined ? 'write "0640", in quotes' : `write "${meant}", in quotes`,
    meant,
  };
}

function* drafts(tree: Tree, where: string, found: Iterable<Misread>): Generator<Draft> {
  for (const { path, value, takenFor, help, meant } of found) {
    const at: Place = tree.at(...path);
    const fix = meant === undefined ? undefined : withValue(at, meant);
    yield { message: `${path.join('.')} of ${where} is ${shown(value)}, ${takenFor}`, at, help, fix };
  }
}

function* inSite(estate: Estate, site: Site): Generator<Draft> {
  const { dcs, name } = site;
  // Before, numbers that cannot be read are worse: see placement/configuration-discarded.
  if (knows(estate.software, 'dcs.judged-singly')) yield* drafts(dcs, name, numbersIn(dcs));
  yield* drafts(dcs, name, switchesIn(dcs));
  yield* drafts(dcs, name, truthsIn(dcs));
  yield* drafts(dcs, name, delayIn(dcs));
  for (const { patroni, name: node } of members(site)) {
    yield* drafts(patroni, node, truthsIn(patroni));
    yield* drafts(patroni, node, modeIn(patroni));
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) yield* inSite(estate, site);
}

export const valueMisread: Rule = {
  id: 'placement/value-misread',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a value means something else to Patroni',
  why: 'Patroni replaces a value that is not a number by the default, and treats a switch that is neither on nor off as off. For some switches it asks only whether they have a value, so "off" is on. A delay without a unit counts milliseconds, and permissions written as a number are decimal. Patroni reports none of this.',
  references: [
    'patroni/global_config.py: get_int, check_mode',
    'patroni/utils.py: parse_bool, parse_int',
    'patroni/postgresql/validator.py: transform_recovery_parameter_value',
    'patroni/postgresql/rewind.py: enabled',
  ],
  afterPromotion: false,
  check: all,
};
