import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/estate/slot-name.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

const nameOf = (member: Member): string => textAt(member.patroni.value, 'name') ?? member.name;

/** How two names are one. */
function likeness(name: string, first: string): string {
  if (name === first) return `member name "${name}" is used twice`;
  const how =
    name.toLowerCase() === first.toLowerCase()
      ? 'differ only in case'
      : `become the same slot name, "${slotName(name)}"`;
  return `member names "${name}" and "${first}" ${how}`;
}

function* check(estate: Estate): Generator<Draft> {
  const seen = new Map<string, Member>();
  for (const member of estate.sites.flatMap(members)) {
    const name = nameOf(member);
    // Names that differ in case only have one slot name too: one key finds both.
    const key = slotName(name);
    const first = seen.get(key);
    if (!first) seen.set(key, member);
    else
      yield {
        message: likeness(name, nameOf(first)),
        at: member.patroni.at('name'),
        related: [{ at: first.patroni.at('name'), message: `a member of ${first.site}` }],
        help: 'member names must be unique in the whole estate: put the site into them',
      };
  }
}

export const memberNameReused: Rule = {
  id: 'identity/member-name-reused',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two members have the same name, or names that PostgreSQL or Patroni take for the same',
  why: 'The name is the application_name by which the primary tells its standbys apart, without regard to case: a member of the other site is taken for a synchronous standby of this one, and a commit that was acknowledged is lost. Within a site, names that become one slot name share a replication slot, and one of them cannot stream.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/3548',
    'patroni/dcs/__init__.py: slot_name_from_member_name',
  ],
  bothWays: false,
  check,
};
