import { patroniBool, pythonBool } from '../facts/boolean.ts';
import { amountOf } from '../facts/number.ts';
import type { Json } from '../text/json.ts';
import { get } from '../text/json.ts';
import type { Member, Node, Site } from './estate.ts';
import { members } from './estate.ts';

export type BarringTag = 'nofailover' | 'failover_priority';

type Tagged = Pick<Node, 'patroni'>;

const tag = ({ patroni }: Tagged, name: string): Json | undefined => get(patroni?.value, 'tags', name);

/** Whether a priority is 0 or less. A number in text counts as a number; "no" and false do not (patroni/utils.py, parse_int). */
const isNothing = (priority: Json | undefined): boolean => Math.round(amountOf(priority) ?? 1) <= 0;

/**
 * Which of two tags says no. If the flag is written, only its truth value in Python counts, so that "false" is true;
 * otherwise the priority counts (patroni/tags.py, Tags._bool_tag).
 */
function sayingNo<Flag, Priority>(
  flag: readonly [Flag, Json | undefined],
  priority: readonly [Priority, Json | undefined],
): Flag | Priority | undefined {
  if (flag[1] !== undefined && flag[1] !== null) return pythonBool(flag[1]) ? flag[0] : undefined;
  return isNothing(priority[1]) ? priority[0] : undefined;
}

/** The tag that keeps a member from leading. */
export const barredBy = (member: Tagged): BarringTag | undefined =>
  sayingNo(
    ['nofailover', tag(member, 'nofailover')],
    ['failover_priority', tag(member, 'failover_priority')],
  );

/** The members that may lead a site. */
export const candidates = (site: Site): Member[] => members(site).filter((member) => !barredBy(member));

/** Whether a tag keeps a member from being synchronous (patroni/postgresql/sync.py, _ReplicaList). */
export const isNeverSynchronous = (member: Tagged): boolean =>
  patroniBool(tag(member, 'nostream')) === true ||
  sayingNo(['nosync', tag(member, 'nosync')], ['sync_priority', tag(member, 'sync_priority')]) !== undefined;

/** Whether a tag is a word for off, which Patroni reads as on: failover/tag-not-boolean reports it. */
export const isWordForOff = (value: Json | undefined): boolean =>
  typeof value === 'string' && patroniBool(value) === false;
