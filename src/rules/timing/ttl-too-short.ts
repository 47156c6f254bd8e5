import type { Fix, Place } from '../../compiler/diagnostic.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { pythonInt } from '../../compiler/estate/number.ts';
import { get } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';
import { oncePerPlace } from '../rule.ts';

/** The least that Patroni takes, in seconds (patroni/validator.py, patroni/config.py). */
const LEAST = { ttl: 20, loop_wait: 1, retry_timeout: 3 } as const;

type Key = keyof typeof LEAST;
const KEYS = Object.keys(LEAST) as Key[];

/** The least ttl that fits what is written of the others: no leader gives up later than it is waited for. */
function longEnough({ pointer, near }: Place, ttl: number): Fix | undefined {
  if (near !== undefined || pointer.length < 2) return undefined;
  return {
    title: `write a ttl of ${ttl}`,
    edits: [{ kind: 'set', at: [...pointer.slice(0, -1), 'ttl'], value: ttl }],
  };
}

function* judge(site: Site): Generator<Draft> {
  const seconds = (key: Key): number | undefined => pythonInt(get(site.dcs.value, key));
  const [ttl, wait, retry] = KEYS.map(seconds);
  const low = KEYS.find((key) => (seconds(key) ?? LEAST[key]) < LEAST[key]);
  if (low) {
    yield {
      message: `${low} of ${site.name} is ${seconds(low)}, and Patroni takes ${LEAST[low]} at least`,
      at: site.dcs.at(low),
      help: 'choose a preset of timing, or a larger value',
    };
    return;
  }
  if (ttl === undefined || wait === undefined || retry === undefined || wait + 2 * retry <= ttl) return;
  const [at = site.dcs.at('ttl'), ...others] = KEYS.map((key) => site.dcs.at(key)).filter(
    ({ near }) => near === undefined,
  );
  yield {
    message: `ttl of ${site.name} is ${ttl}, less than loop_wait + 2 × retry_timeout, ${wait + 2 * retry}`,
    at,
    related: others.map((place) => ({ at: place, message: 'this is a part of it' })),
    help: `write a ttl of ${wait + 2 * retry} or more, or choose a preset`,
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
  why: 'A leader that cannot reach etcd tries twice for retry_timeout, at the end of a loop of loop_wait, before it steps down. If its lock has expired by then another one leads already: for that long both take writes. From 3.2 on Patroni shrinks loop_wait and retry_timeout instead, and the estate does not run as it was written.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/config.py: _validate_and_adjust_timeouts',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-2-0',
  ],
  bothWays: false,
  check: (estate) => oncePerPlace(all(estate)),
};
