import { serverOptions } from '../estate/haproxy-lines.ts';
import type { Seen } from '../plan/observed.ts';
import { takenFor } from '../plan/taken.ts';
import type { Json } from '../text/json.ts';
import { get, wordOf } from '../text/json.ts';
import type { Preset, TimingValues } from '../topology/timing.ts';
import { PRESETS } from '../topology/timing.ts';

const OF_PATRONI = ['ttl', 'loop_wait', 'retry_timeout', 'primary_start_timeout'] as const;
const OF_CHECKS = ['inter', 'fastinter', 'downinter', 'rise', 'fall'] as const;

/** A number where it is one, however it is written. */
const numeric = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

/** The times that the files of an estate say; of sites that differ, those of the first. */
function timesOf(seen: Seen): { -readonly [Key in keyof TimingValues]?: Json | undefined } {
  const [site] = seen;
  const members = seen.flatMap(({ nodes }) => nodes.filter(({ patroni }) => patroni));
  const found: { -readonly [Key in keyof TimingValues]?: Json | undefined } = {};
  for (const key of OF_PATRONI) found[key] = numeric(get(site?.dcs, key)) ?? takenFor('dynamic', key);
  const [first] = members;
  if (first)
    found.safety_margin =
      numeric(get(first.patroni?.value, 'watchdog', 'safety_margin')) ??
      takenFor('patroni', 'watchdog.safety_margin');
  const pool = seen.flatMap(({ nodes }) => nodes.flatMap(({ haproxy }) => haproxy?.pools ?? []))[0];
  if (pool)
    for (const key of OF_CHECKS) {
      const word = numeric(serverOptions(pool).word(key));
      if (word !== undefined) found[key] = key === 'rise' || key === 'fall' ? word : wordOf(word);
    }
  return found;
}

/** `timing` of a topology: the preset that says most of it, and what differs from that. */
export function timingWord(seen: Seen): Json | undefined {
  const times = Object.entries(timesOf(seen));
  const differing = (preset: Preset) =>
    times.filter(([key, value]) => String(PRESETS[preset][key as keyof TimingValues]) !== wordOf(value));
  const names = Object.keys(PRESETS) as Preset[];
  const best = names.reduce(
    (found, name) => (differing(name).length < differing(found).length ? name : found),
    'norm' as Preset,
  );
  const others = Object.fromEntries(differing(best));
  if (Object.keys(others).length === 0) return best === 'norm' ? undefined : best;
  return best === 'norm' ? others : { preset: best, ...others };
}
