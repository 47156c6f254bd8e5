import type { Json } from '../text/json.ts';
import { get, isMap, textAt } from '../text/json.ts';
import { short } from './status.ts';

/** One member of a cluster as its store knows it. */
export interface Listed {
  readonly name: string;
  /** `leader`, `standby_leader`, `replica`, `sync_standby`, `quorum_standby`. */
  readonly role: string;
  readonly state: string;
  /** Where PostgreSQL of the member is reached. */
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly timeline: number | undefined;
}

/** What the store of a site knows: `GET /cluster` (patroni/utils.py, `cluster_as_json`). */
export interface Listing {
  readonly members: readonly Listed[];
  /** A switchover that waits for its hour. */
  readonly scheduledSwitchover: string | undefined;
}

/** No cluster has more members. */
const MOST = 1000;

function listedOf(value: Json): Listed[] {
  const name = textAt(value, 'name');
  if (name === undefined) return [];
  const word = (key: string): string | undefined => {
    const text = textAt(value, key);
    return text === undefined ? undefined : short(text);
  };
  const timeline = get(value, 'timeline');
  return [
    {
      name: short(name),
      role: word('role') ?? '',
      state: word('state') ?? '',
      host: word('host'),
      port: word('port'),
      timeline: typeof timeline === 'number' ? timeline : undefined,
    },
  ];
}

/** Reads what `GET /cluster` gave; undefined where it is no answer of Patroni. */
export function listingOf(value: Json): Listing | undefined {
  const list = get(value, 'members');
  if (!isMap(value) || !Array.isArray(list)) return undefined;
  const at = textAt(value, 'scheduled_switchover', 'at');
  return {
    members: list.slice(0, MOST).flatMap(listedOf),
    scheduledSwitchover: at === undefined ? undefined : short(at),
  };
}
