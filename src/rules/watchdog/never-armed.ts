import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { lockTime } from '../../compiler/estate/lock-timing.ts';
import { pythonInt } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, wordOf } from '../../compiler/text/json.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

const ON: readonly string[] = ['auto', 'automatic', 'require', 'required'];
const OFF: readonly string[] = ['false', 'off', 'disable', 'disabled'];

const isWritten = ({ derivedFrom: near }: Place): boolean => near === undefined;

function* judgeMode(mode: Json, { name, patroni }: Member): Generator<Draft> {
  if (ON.includes(wordOf(mode).toLowerCase()) || OFF.includes(wordOf(mode).toLowerCase())) return;
  yield {
    message: `watchdog.mode of ${name} is ${shown(mode)}, which Patroni does not know: it uses no watchdog`,
    at: patroni.at('watchdog', 'mode'),
    help: 'write off, automatic or required',
  };
}

/** Patroni subtracts it from the ttl as it stands, whatever the mode: text, or a list, raises (watchdog/base.py, timeout). */
function* judgeMargin(margin: Json | undefined, { name, patroni }: Member): Generator<Draft> {
  if (margin === undefined || typeof margin === 'number' || typeof margin === 'boolean') return;
  const at = patroni.at('watchdog', 'safety_margin');
  yield {
    message: `safety_margin of ${name} is ${shown(margin)}, which is not a number: Patroni fails whenever ${name} is to lead`,
    at,
    help: 'write a number without quotes',
    fix:
      typeof margin === 'string' && pythonInt(margin) !== undefined
        ? withValue(at, Number(margin))
        : undefined,
  };
}

/** The device fires when the lock is about to expire; what is less than a loop would fire under a healthy leader. */
function* judgeTimes(site: Site, { name, patroni }: Member): Generator<Draft> {
  const written = get(patroni.value, 'watchdog', 'safety_margin') ?? 5;
  const margin = typeof written === 'string' ? undefined : pythonInt(written);
  const [ttl, wait, retry] = [
    lockTime(site, 'ttl'),
    lockTime(site, 'loop_wait'),
    lockTime(site, 'retry_timeout'),
  ];
  if (margin === undefined || ttl.seconds === undefined || wait.seconds === undefined) return;
  const timeout = margin === -1 ? Math.floor(ttl.seconds / 2) : ttl.seconds - margin;
  // timing/ttl-too-short tells of a ttl that is too short for more than this.
  if (!(timeout < wait.seconds) || wait.seconds + 2 * (retry.seconds ?? 0) > ttl.seconds) return;
  const [at = patroni.at('watchdog'), ...others] = [
    patroni.at('watchdog', 'safety_margin'),
    ttl.at,
    wait.at,
  ].filter(isWritten);
  const parts = new Map(others.map((place) => [JSON.stringify(place), place]));
  yield {
    message: `the watchdog of ${name} would fire after ${timeout} s, before a loop of ${wait.seconds} s is over: Patroni uses none`,
    at,
    related: [...parts.values()].map((place) => ({ at: place, message: 'this is a part of the sum' })),
    help: `write a safety_margin of ${ttl.seconds - wait.seconds} or less: Patroni subtracts it from the ttl of ${ttl.seconds}`,
  };
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const mode = get(member.patroni.value, 'watchdog', 'mode') ?? 'automatic';
      if (!OFF.includes(wordOf(mode).toLowerCase())) yield* judgeTimes(site, member);
      yield* judgeMargin(get(member.patroni.value, 'watchdog', 'safety_margin'), member);
      yield* judgeMode(mode, member);
    }
}

export const neverArmed: Rule = {
  id: 'watchdog/never-armed',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a member has a watchdog that Patroni does not use',
  why: 'With mode automatic Patroni goes on without a watchdog, and only its log says so: a primary whose Patroni hangs keeps taking writes after its lock has gone to another member. With mode required the member never leads.',
  references: [
    'patroni/watchdog/base.py: parse_mode, Watchdog._activate',
    'https://patroni.readthedocs.io/en/latest/watchdog.html',
  ],
  afterPromotion: false,
  check: all,
};
