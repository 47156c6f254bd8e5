import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/facts/slot-name.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

/** How two names are one. */
function likeness(name: string, first: string): string {
  if (name === first) return `member name "${name}" is used twice`;
  const how =
    name.toLowerCase() === first.toLowerCase()
      ? 'differ only in case'
      : `become the same slot name, "${slotName(name)}"`;
  return `member names "${name}" and "${first}" ${how}`;
}

/**
 * The site that keeps a slot for each of its members by the slot's name is the only place where two names of one slot
 * meet: members of two sites may be pg-1 and pg.1. As application_name they meet everywhere.
 */
function* check(estate: Estate): Generator<Draft> {
  const anywhere = new Map<string, Member>();
  for (const site of estate.sites) {
    const here = new Map<string, Member>();
    for (const member of members(site)) {
      const name = memberName(member);
      const first = anywhere.get(name.toLowerCase()) ?? here.get(slotName(name));
      if (first)
        yield {
          message: likeness(name, memberName(first)),
          at: member.patroni.at('name'),
          related: [{ at: first.patroni.at('name'), message: `a member of ${first.site}` }],
          help: 'member names must be unique in the whole estate: put the site into them',
        };
      else {
        anywhere.set(name.toLowerCase(), member);
        here.set(slotName(name), member);
      }
    }
  }
}

export const memberNameReused: Rule = {
  id: 'identity/member-name-reused',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two members have the same name, or names that PostgreSQL or Patroni treats as the same',
  why: 'The primary tells its standbys apart by this name (application_name), without regard to case: it mistakes a member of the other site for its own synchronous standby, and an acknowledged commit is lost. Within a site, two members whose names become the same slot name share a replication slot, and one of them cannot stream.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/3548',
    'https://github.com/patroni/patroni/issues/3111',
    'https://github.com/patroni/patroni/issues/1804',
    'patroni/dcs/__init__.py: slot_name_from_member_name',
  ],
  afterPromotion: false,
  check,
};
