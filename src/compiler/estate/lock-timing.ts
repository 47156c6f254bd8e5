import { pythonInt } from '../facts/number.ts';
import type { Place } from '../text/finding.ts';
import { get } from '../text/json.ts';
import type { Site } from './estate.ts';

/** Patroni's defaults in seconds (patroni/config.py, __DEFAULT_CONFIG; the same from 3.0.0 to 4.1.4). */
const DEFAULTS = { ttl: 30, loop_wait: 10, retry_timeout: 10 } as const;

export type LockKey = keyof typeof DEFAULTS;

/** A time of the leader lock, and where it is written or removed. */
export interface LockTime {
  /** In seconds; undefined if the value is not a number, which makes the whole configuration void. */
  readonly seconds: number | undefined;
  readonly at: Place;
  /** Whether an override removed it, so that Patroni's default applies. */
  readonly isDefault: boolean;
}

/** A time of the leader lock as Patroni reads it at a site. */
export function lockTime(site: Site, key: LockKey): LockTime {
  const value = get(site.dcs.value, key);
  if (value === undefined) return { seconds: DEFAULTS[key], at: site.dcs.at(key), isDefault: true };
  return { seconds: pythonInt(value), at: site.dcs.at(key), isDefault: false };
}
