import { dynamicNumber } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { reservedBy, sizeAt } from './consumers.ts';

function* judge(estate: Estate, site: Site): Generator<Draft> {
  const most = dynamicNumber(site, 'max_connections');
  for (const member of members(site)) {
    const { count, at } = reservedBy(estate, site, member);
    if (count < most) continue;
    yield {
      message: `${member.name} reserves ${count} connections of ${most}: PostgreSQL does not start`,
      at: at ?? sizeAt(site, 'max_connections'),
      related: at ? [{ at: sizeAt(site, 'max_connections'), message: `max_connections is ${most}` }] : [],
      help: 'reserve fewer, or write a larger max_connections',
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) yield* judge(estate, site);
}

export const noConnectionLeft: Rule = {
  id: 'parameters/no-connection-left',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a member reserves all of its connections',
  why: 'PostgreSQL does not start unless superuser_reserved_connections and, from 16 on, reserved_connections leave some of max_connections to other users.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SUPERUSER-RESERVED-CONNECTIONS',
    'src/backend/postmaster/postmaster.c: PostmasterMain',
  ],
  afterPromotion: false,
  check: all,
};
