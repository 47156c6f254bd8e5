import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, listAt, mapAt, textAt } from '../text/json.ts';

/** One standby that streams from a member, as `pg_stat_get_wal_senders` has it. */
export interface Sender {
  readonly application: string;
  /** Undefined for a connection over a socket. */
  readonly address: string | undefined;
  readonly state: string;
}

/**
 * What a member says of itself: `GET /patroni` (patroni/api.py, `get_postgresql_status` and `_write_status_response`, of
 * Patroni 3.0 to 4.1). Words are cut to a length that a line can hold. What a version does not say is undefined.
 */
export interface Status {
  /** `running`, `starting`, `stopped`, `start failed`, `creating replica`, … */
  readonly state: string;
  /** Before Patroni 4, a primary is called `master`; here it is `primary`. */
  readonly role: string;
  /** `180006` is 18.6. */
  readonly serverVersion: number | undefined;
  readonly scope: string | undefined;
  /** Since Patroni 3.2. */
  readonly name: string | undefined;
  /** Version of Patroni. */
  readonly version: string | undefined;
  /** Bytes of WAL that a primary has written. */
  readonly written: number | undefined;
  /** Bytes of WAL that a standby has received, and replayed. */
  readonly received: number | undefined;
  readonly replayed: number | undefined;
  readonly replayPaused: boolean;
  readonly timeline: number | undefined;
  /** `streaming` or `in archive recovery`; since Patroni 3.0.4. Undefined where a standby does neither. */
  readonly replicationState: string | undefined;
  readonly senders: readonly Sender[];
  /** The identifier that every member of an estate shares. */
  readonly systemIdentifier: string | undefined;
  readonly pendingRestart: boolean;
  /** Parameters that wait for a restart, with old and new value; since Patroni 3.3. */
  readonly pendingReasons: readonly string[];
  readonly isPaused: boolean;
  /** Whether nobody holds the leader lock. */
  readonly isUnlocked: boolean;
  readonly isFailsafe: boolean;
  readonly watchdogFailed: boolean;
  /** When Patroni last reached its store, in seconds since 1970 by the clock of the member. */
  readonly storeSeen: number | undefined;
  readonly tags: JsonMap;
  /** When a restart is scheduled. */
  readonly scheduledRestart: string | undefined;
}

/** Longer words say nothing to a reader. */
const LONGEST = 120;

/** Characters that a terminal obeys, that turn the order of a text, or that nobody sees. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A word of an answer: cut to what a line can hold, and nothing in it that does something. Who answers may be anybody. */
export const short = (text: string): string =>
  (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`).replace(UNSEEN, '\ufffd');

const wordAt = (value: Json, ...path: readonly string[]): string | undefined => {
  const text = textAt(value, ...path);
  return text === undefined ? undefined : short(text);
};

const numberAt = (value: Json, ...path: readonly string[]): number | undefined => {
  const found = get(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

const isOn = (value: Json, key: string): boolean => get(value, key) === true;

/** How many standbys and how many parameters are looked at. */
const MOST = 1000;

function sendersOf(value: Json): Sender[] {
  return listAt(value, 'replication')
    .slice(0, MOST)
    .map((one) => ({
      application: wordAt(one, 'application_name') ?? '',
      address: wordAt(one, 'client_addr'),
      state: wordAt(one, 'state') ?? '',
    }));
}

const reasonsOf = (value: Json): string[] =>
  Object.entries(mapAt(value, 'pending_restart_reason'))
    .slice(0, MOST)
    .map(([name, change]) => {
      const [from, to] = [wordAt(change ?? null, 'old_value'), wordAt(change ?? null, 'new_value')];
      return short(from === undefined || to === undefined ? name : `${name} ${from} → ${to}`);
    });

/** Reads what `GET /patroni` gave; undefined where it is no answer of Patroni. */
export function statusOf(value: Json): Status | undefined {
  const [state, role] = [wordAt(value, 'state'), wordAt(value, 'role')];
  if (!isMap(value) || state === undefined || role === undefined || !isMap(get(value, 'patroni')))
    return undefined;
  return {
    state,
    role: role === 'master' ? 'primary' : role,
    serverVersion: numberAt(value, 'server_version'),
    scope: wordAt(value, 'patroni', 'scope'),
    name: wordAt(value, 'patroni', 'name'),
    version: wordAt(value, 'patroni', 'version'),
    written: numberAt(value, 'xlog', 'location'),
    received: numberAt(value, 'xlog', 'received_location'),
    replayed: numberAt(value, 'xlog', 'replayed_location'),
    replayPaused: get(value, 'xlog', 'paused') === true,
    timeline: numberAt(value, 'timeline'),
    replicationState: wordAt(value, 'replication_state'),
    senders: sendersOf(value),
    systemIdentifier: wordAt(value, 'database_system_identifier'),
    pendingRestart: isOn(value, 'pending_restart'),
    pendingReasons: reasonsOf(value),
    isPaused: isOn(value, 'pause'),
    isUnlocked: isOn(value, 'cluster_unlocked'),
    isFailsafe: isOn(value, 'failsafe_mode_is_active'),
    watchdogFailed: isOn(value, 'watchdog_failed'),
    storeSeen: numberAt(value, 'dcs_last_seen'),
    tags: mapAt(value, 'tags'),
    scheduledRestart: wordAt(value, 'scheduled_restart', 'schedule'),
  };
}

/** Whether PostgreSQL of a member takes writes: it is not in recovery. */
export const takesWrites = ({ role, state, written }: Status): boolean =>
  role === 'primary' && state === 'running' && written !== undefined;
