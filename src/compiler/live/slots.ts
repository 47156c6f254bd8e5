import type { Json } from '../text/json.ts';
import { get, isMap, listAt, textAt } from '../text/json.ts';
import { readJson } from './answer.ts';
import { short } from './status.ts';

/** One replication slot, as `pg_replication_slots` has it (PostgreSQL 13 and later). */
export interface Slot {
  readonly name: string;
  readonly type: 'physical' | 'logical';
  /** Whether somebody streams by it. */
  readonly isActive: boolean;
  /** `reserved`, `extended`, `unreserved` or `lost`; undefined where the slot keeps no WAL yet. */
  readonly walStatus: string | undefined;
  /** Bytes of WAL that may be written before the slot may be lost; undefined without a bound, at a standby, and where it is lost. */
  readonly safeSize: number | undefined;
  /** Bytes of WAL that it keeps. */
  readonly held: number | undefined;
}

/** What a server said of its slots. */
export interface Slots {
  readonly slots: readonly Slot[];
  /** Bytes that a slot may keep (`max_slot_wal_keep_size`); undefined without a bound. */
  readonly bound: number | undefined;
  /** Whether the server is a standby: there, PostgreSQL counts from a position that does not move. */
  readonly isStandby: boolean;
}

/** One row with one JSON text. Temporary slots end with the session that made them. */
export const SLOTS_QUERY = `SELECT json_build_object(
  'standby', pg_is_in_recovery(),
  'bound', (SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_slot_wal_keep_size' AND setting::bigint >= 0),
  'slots', (SELECT coalesce(json_agg(json_build_object(
      'name', slot_name, 'type', slot_type, 'active', active, 'wal_status', wal_status, 'safe_wal_size', safe_wal_size,
      'held', pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn)
    ) ORDER BY slot_name), '[]') FROM pg_replication_slots WHERE NOT temporary))`;

/** No server has more slots. */
const MOST = 1000;

const numberAt = (value: Json, key: string): number | undefined => {
  const found = get(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

function slotOf(value: Json, isStandby: boolean): Slot[] {
  const [name, type, status] = [textAt(value, 'name'), textAt(value, 'type'), textAt(value, 'wal_status')];
  if (name === undefined || (type !== 'physical' && type !== 'logical')) return [];
  return [
    {
      name: short(name),
      type,
      isActive: get(value, 'active') === true,
      walStatus: status === undefined ? undefined : short(status),
      safeSize: isStandby ? undefined : numberAt(value, 'safe_wal_size'),
      held: numberAt(value, 'held'),
    },
  ];
}

/** Reads what {@link SLOTS_QUERY} gave; undefined where it is something else. */
export function slotsOf(text: string): Slots | undefined {
  const value = readJson(text);
  if (value === undefined || !isMap(value) || !Array.isArray(get(value, 'slots'))) return undefined;
  const isStandby = get(value, 'standby') === true;
  const slots = listAt(value, 'slots')
    .slice(0, MOST)
    .flatMap((one) => slotOf(one, isStandby));
  return { slots, bound: numberAt(value, 'bound'), isStandby };
}
