import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Address } from '../../pghba/address.ts';
import { allOf, declare } from '../common/remedies.ts';

interface Owned {
  /** Whose address it is. */
  readonly owner: string;
  readonly address: Address | undefined;
  readonly at: Place;
}

/** The first of each family decides: a host name may be either, and is left to the network. */
function mixed(known: readonly Owned[]): Draft | undefined {
  const four = known.find(({ address }) => address?.kind === 'ipv4');
  const six = known.find(({ address }) => address?.kind === 'ipv6');
  if (!four || !six) return undefined;
  const [first, second] = known.indexOf(four) < known.indexOf(six) ? [four, six] : [six, four];
  return {
    message: `${second.owner} is known as ${second.address?.text ?? ''} and ${first.owner} as ${first.address?.text ?? ''}: a connection uses one address family`,
    at: second.at,
    related: [{ at: first.at, message: `address of ${first.owner}` }],
    remedy: allOf(
      'give all members addresses of one family',
      declare('outer address', { when: 'for connections between sites' }),
    ),
  };
}

const inside = (site: Site): Owned[] =>
  members(site).map(({ name, address, addressAt }) => ({ owner: name, address, at: addressAt }));

/** The endpoint of a site, to which others connect from addresses of their own; behind HAProxy nobody asks for those. */
function endpointOf({ name, endpoint }: Site): Owned[] {
  if (!endpoint || endpoint.proxies.length > 0) return [];
  return [{ owner: `the endpoint of ${name}`, address: endpoint.address, at: endpoint.at }];
}

const outside = (estate: Estate): Owned[] => [
  ...estate.sites.flatMap(members).map(({ name, wan, wanAt }) => ({ owner: name, address: wan, at: wanAt })),
  ...estate.sites.flatMap(endpointOf),
];

function* check(estate: Estate): Generator<Draft> {
  const within = estate.sites.flatMap((site) => mixed(inside(site)) ?? []);
  yield* within;
  const between = mixed(outside(estate));
  if (between && within.length === 0) yield between;
}

export const addressFamily: Rule = {
  id: 'topology/address-family',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'some members have an IPv4 address and others an IPv6 address',
  why: 'A member connects to an IPv4 address from its own IPv4 address. If pg_hba knows the member by its IPv6 address, no line lets it in; and nobody can reach a server that listens on IPv4 over IPv6. PostgreSQL refuses replication now or after the next failover.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'https://www.postgresql.org/docs/current/runtime-config-connection.html',
  ],
  afterPromotion: false,
  check,
};
