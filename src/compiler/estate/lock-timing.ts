import { pythonInt } from '../facts/number.ts';
import type { Place } from '../text/finding.ts';
import { get } from '../text/json.ts';
import type { Site } from './estate.ts';

/** What Patroni takes where nothing is written, in seconds (patroni/config.py, __DEFAULT_CONFIG; the same from 3.0.0 to 4.1.4). */
const DEFAULTS = { ttl: 30, loop_wait: 10, retry_timeout: 10 } as const;

export type LockKey = keyof typeof DEFAULTS;

/** A time of the leader lock, and where it is written or was taken away. */
export interface LockTime {
  /** In seconds; undefined where what is written is no number, which makes all of the configuration void. */
  readonly seconds: number | undefined;
  readonly at: Place;
  /** Whether an override took it away, so that Patroni's own counts. */
  readonly isDefault: boolean;
}

/** What Patroni reads of the lock's times at a site. */
export function lockTime(site: Site, key: LockKey): LockTime {
  const value = get(site.dcs.value, key);
  if (value === undefined) return { seconds: DEFAULTS[key], at: site.dcs.at(key), isDefault: true };
  return { seconds: pythonInt(value), at: site.dcs.at(key), isDefault: false };
}
