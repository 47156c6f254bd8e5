import { rewinds } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { rewindingRole } from '../../compiler/estate/rewinding.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { declare, leaveOut } from '../common/remedies.ts';
import { rewindRefusals } from './refusals.ts';

const pathOf = (role: string) => ['postgresql', 'authentication', role, 'username'] as const;

const ROLES = [
  ['replication', 'replication'],
  ['rewind', 'pg_rewind'],
] as const;

function* judge(site: Site, member: Member, roles: readonly (typeof ROLES)[number][]): Generator<Draft> {
  const { value, at, removedAt } = member.patroni;
  const superuser = textAt(value, ...pathOf('superuser'));
  if (superuser === undefined) return;
  for (const [role, noun] of roles) {
    if (role === 'rewind' && !rewinds(site, member)) continue;
    const name = textAt(value, ...pathOf(role));
    const message = `${noun} logs in to the other nodes as the superuser "${superuser}"`;
    if (name === superuser) yield { message, at: at(...pathOf(role)), remedy: declare('user', { role }) };
    // Who writes `credentials: { rewind: false }` has decided so: what an override took away may be a mistake.
    const acts = role === 'rewind' && rewindingRole(member) === 'superuser';
    const removed = acts ? removedAt(...pathOf(role)) : undefined;
    if (removed)
      yield {
        message: `${message}: it has no user of its own`,
        at: removed,
        remedy: leaveOut(removed, pathOf(role).join('.')),
      };
  }
}

function* all(estate: Estate): Generator<Draft> {
  // Where pg_hba keeps it out, that is the news, with who it is.
  const roles = ROLES.filter(([role]) => role === 'replication' || rewindRefusals(estate).length === 0);
  for (const site of estate.sites) for (const member of members(site)) yield* judge(site, member, roles);
}

export const superuserShared: Rule = {
  id: 'access/superuser-shared',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'replication or pg_rewind connects to other nodes as superuser',
  why: 'The password of the superuser then crosses the network between the sites, and every node lets the superuser in from all the others: an attacker on one node controls them all. pg_rewind needed the superuser before PostgreSQL 11; replication never did.',
  references: [
    'https://www.postgresql.org/docs/current/app-pgrewind.html',
    'https://github.com/patroni/patroni/issues/2194',
    'patroni/postgresql/rewind.py',
  ],
  afterPromotion: false,
  check: all,
};
