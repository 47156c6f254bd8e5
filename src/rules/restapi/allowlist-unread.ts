import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { parseCidr } from '../../pghba/range.ts';
import { withItems } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

const PATH = ['restapi', 'allowlist'];

/** Whether Patroni finds a network or a host in an item; a name that nobody has may be anybody's. */
const isRead = (item: string): boolean =>
  item.includes('/') ? parseCidr(item) !== undefined : parseAddress(item.trim()) !== undefined;

function wholeDraft({ name }: Member, value: Json, at: Place): Draft {
  const items = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [];
  return {
    message: `restapi.allowlist of ${name} is ${shown(value)}, which is not a list: Patroni reads nothing of it, and lets everybody in`,
    at,
    help: 'write a list: one item for each address or network',
    fix: items.length > 0 && items.every(isRead) ? withItems(at, items) : undefined,
  };
}

function* judge(member: Member): Generator<Draft> {
  const { patroni: tree, name } = member;
  const value = get(tree.value, ...PATH);
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) {
    // What is empty says what it does.
    if (pythonBool(value)) yield wholeDraft(member, value, tree.at(...PATH));
    return;
  }
  for (const [index, item] of value.entries()) {
    const at = tree.at(...PATH, index);
    if (typeof item !== 'string')
      yield {
        message: `Patroni of ${name} does not start: restapi.allowlist has ${shown(item)}, which is not text`,
        at,
        help: 'write addresses, networks and host names, in quotes where they look like a number',
      };
    else if (!isRead(item))
      yield {
        message: `restapi.allowlist of ${name} has ${shown(item)}, which is neither a network nor a host: Patroni leaves it out`,
        at,
        help: 'write an address, a network like 10.1.0.0/24, or a host name',
      };
  }
}

export const allowlistUnread: Rule = {
  id: 'restapi/allowlist-unread',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'an allowlist of the REST API has a form that Patroni cannot read',
  why: 'Patroni silently ignores an allowlist that is not a list: anybody who reaches the port may ask for a switchover, unless a password stops them. It leaves out an item that is not a network or a host, and lets everybody in if no item is left.',
  references: ['patroni/api.py: RestApiServer._build_allowlist, check_access'],
  afterPromotion: false,
  check: (estate: Estate) => estate.sites.flatMap(members).flatMap((member) => [...judge(member)]),
};
