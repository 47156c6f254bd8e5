import { patroniBool } from '../facts/boolean.ts';
import { amountOf } from '../facts/number.ts';
import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';
import { parameterIn } from './effective.ts';
import type { Site } from './estate.ts';

/** A parameter that Patroni takes only from the dynamic configuration, and passes on the command line. */
export interface DynamicParameter {
  /** The value that PostgreSQL gets if none is written, or if the written value is not accepted. */
  readonly fallback: string;
  readonly least?: number;
  /** Unit of a number. */
  readonly unit?: string;
  readonly words?: readonly string[];
}

/** patroni/postgresql/config.py, CMDLINE_OPTIONS. Patroni 4 knows wal_level by the name it had before 9.6. */
const DYNAMIC: Readonly<Record<string, DynamicParameter>> = {
  max_connections: { fallback: '100', least: 25 },
  max_locks_per_transaction: { fallback: '64', least: 32 },
  max_prepared_transactions: { fallback: '0', least: 0 },
  max_replication_slots: { fallback: '10', least: 4 },
  max_wal_senders: { fallback: '10', least: 3 },
  max_worker_processes: { fallback: '8', least: 2 },
  track_commit_timestamp: { fallback: 'off' },
  wal_keep_segments: { fallback: '8', least: 1 },
  wal_keep_size: { fallback: '128MB', least: 16, unit: 'MB' },
  wal_level: { fallback: 'replica', words: ['hot_standby', 'replica', 'logical'] },
  wal_log_hints: { fallback: 'on' },
};

/** Patroni's requirements for a parameter that it takes only from the dynamic configuration; undefined for others. */
export const dynamicParameter = (name: string): DynamicParameter | undefined => {
  const key = name.toLowerCase();
  return Object.hasOwn(DYNAMIC, key) ? DYNAMIC[key] : undefined;
};

/** Whether a value can be read, whatever its size. */
export function isReadable({ least, unit, words }: DynamicParameter, value: Json): boolean {
  if (words) return typeof value === 'string' && words.includes(value.toLowerCase());
  return least === undefined ? patroniBool(value) !== undefined : amountOf(value, unit) !== undefined;
}

/** Whether Patroni passes the value on instead of its own. */
export const isTaken = (parameter: DynamicParameter, value: Json): boolean =>
  isReadable(parameter, value) &&
  (parameter.least === undefined || Math.round(amountOf(value, parameter.unit) ?? 0) >= parameter.least);

/** The text of such a parameter as PostgreSQL gets it at a site. */
export function dynamicText(site: Site, name: string): string {
  const parameter = dynamicParameter(name) ?? { fallback: '' };
  const value = parameterIn(site.dcs, name)?.value;
  return value !== undefined && isTaken(parameter, value) ? wordOf(value) : parameter.fallback;
}

/** The same as a number. */
export const dynamicNumber = (site: Site, name: string): number =>
  Math.round(amountOf(dynamicText(site, name), dynamicParameter(name)?.unit) ?? 0);
