import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { type LockKey, type LockTime, lockTime } from '../../compiler/estate/lock-timing.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { settingAt } from '../../compiler/text/edits.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { declare, oneOf } from '../common/remedies.ts';

/** The least that Patroni takes, in seconds (patroni/validator.py, patroni/config.py). */
const LEAST: Readonly<Record<LockKey, number>> = { ttl: 20, loop_wait: 1, retry_timeout: 3 };

const KEYS = ['ttl', 'loop_wait', 'retry_timeout'] as const;

/** The least ttl that fits what is written of the others: no leader gives up later than it is waited for. */
function longEnough(place: Place, ttl: number): Fix | undefined {
  const { pointer, derivedFrom: near } = place;
  if (near !== undefined || pointer.length < 2) return undefined;
  return {
    title: `write a ttl of ${ttl}`,
    edits: [settingAt({ ...place, pointer: [...pointer.slice(0, -1), 'ttl'] }, ttl)],
  };
}

/** What is said of a part of the sum. */
const partOf = ({ seconds, isDefault }: LockTime): string =>
  isDefault ? `without it Patroni uses ${seconds}` : 'this is a part of the sum';

function* judge(site: Site): Generator<Draft> {
  const times = KEYS.map((key) => ({ key, ...lockTime(site, key) }));
  const low = times.find(({ key, seconds = LEAST[key] }) => seconds < LEAST[key]);
  if (low) {
    yield {
      message: `${low.key} of ${site.name} is ${low.seconds}, and Patroni accepts ${LEAST[low.key]} or more`,
      at: low.at,
      remedy: oneOf(declare('timing', {}), 'write a larger value'),
    };
    return;
  }
  const [ttl, wait, retry] = times.map(({ seconds }) => seconds);
  if (ttl === undefined || wait === undefined || retry === undefined || wait + 2 * retry <= ttl) return;
  const [first, ...others] = times.filter(({ at }) => at.derivedFrom === undefined);
  const at = first?.at ?? site.dcs.at('ttl');
  const own = times.filter(({ isDefault }) => isDefault).map(({ key, seconds }) => `${key} is ${seconds}`);
  yield {
    message: `ttl of ${site.name} is ${ttl}, less than loop_wait + 2 × retry_timeout, ${wait + 2 * retry}${own.length > 0 ? ` (${own.join(', ')} by default)` : ''}`,
    at,
    related: others.map((one) => ({ at: one.at, message: partOf(one) })),
    remedy: oneOf(`write a ttl of ${wait + 2 * retry} or more`, declare('timing', {})),
    fix: longEnough(at, wait + 2 * retry),
  };
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) yield* judge(site);
}

export const ttlTooShort: Rule = {
  id: 'timing/ttl-too-short',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the leader lock expires before a leader that lost its DCS gives up',
  why: 'A leader that cannot reach etcd tries twice for retry_timeout, at the end of a loop of loop_wait, before it steps down. If its lock has expired by then, another member already leads, and until the old leader steps down both take writes. From 3.2 on Patroni shortens loop_wait and retry_timeout instead, and the estate does not run as written.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/config.py: _validate_and_adjust_timeouts',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-2-0',
  ],
  afterPromotion: false,
  check: all,
};
