import { dynamicNumber } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { counted, followersOf, sizeAt } from './consumers.ts';

const NAME = 'max_wal_senders';

function* judge(site: Site, followers: readonly Site[]): Generator<Draft> {
  const others = members(site).length - 1;
  // A base backup takes two connections, and the member it is made for does not stream meanwhile.
  const needed = others + followers.length + 1;
  const own = dynamicNumber(site, NAME);
  if (others < 0 || own >= needed) return;
  const streams = [
    ...counted(others, 'other member', 'other members'),
    ...followers.map(({ name }) => name),
  ].join(', ');
  yield {
    message: `${NAME} of ${site.name} is ${own}, and ${needed} are needed: for ${streams}, and for a member that is copied anew`,
    at: sizeAt(site, NAME),
    help: `remove it, or write ${needed + 1} or more`,
  };
}

function* check(estate: Estate): Generator<Draft> {
  for (const [site, followers] of followersOf(estate)) yield* judge(site, followers);
}

export const sendersTooFew: Rule = {
  id: 'parameters/senders-too-few',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site has fewer WAL senders than it needs',
  why: 'Each member and each site that streams takes one WAL sender, and a base backup takes two. PostgreSQL refuses the last one to connect: a member falls behind, or cannot be copied anew when it has to be.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-WAL-SENDERS',
    'https://www.postgresql.org/docs/current/app-pgbasebackup.html',
  ],
  afterPromotion: true,
  check,
};
