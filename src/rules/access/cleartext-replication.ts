import { rewinds } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { judge } from '../../pghba/match.ts';
import { allOf, leaveOut, oneOf } from '../common/remedies.ts';
import { actingRole, attemptOf } from './attempt.ts';
import { straysIn } from './credentials.ts';
import { serversBySite } from './servers.ts';

const DEMANDS = [
  { role: 'replication', database: 'replication', noun: 'replication' },
  { role: 'rewind', database: 'postgres', noun: 'pg_rewind' },
] as const;
type Demand = (typeof DEMANDS)[number];

/** A site elsewhere whose PostgreSQL has TLS, and lets the member in without. */
function letsInPlain(estate: Estate, from: Site, member: Member, demand: Demand): Site | undefined {
  if (!member.wan || straysIn(estate).get(demand.role)?.has(member)) return undefined;
  const attempt = attemptOf(member, demand, member.wan, true);
  if (!attempt || attempt.tls === 'always') return undefined;
  return estate.sites.find(
    (site) =>
      site !== from &&
      serversBySite(estate)
        .get(site.nodes)
        ?.some(
          ({ serverTls, list }) =>
            serverTls && judge(list.hba, { ...attempt, tls: 'never', sameHost: false }).verdict === 'allowed',
        ),
  );
}

function draft(member: Member, { role, noun }: Demand, to: Site): Draft {
  const path = ['postgresql', 'authentication', role, 'sslmode'] as const;
  const mode = textAt(member.patroni.value, ...path);
  const how = mode === 'disable' ? 'is sent unencrypted' : 'may be sent unencrypted';
  const said = mode === undefined ? 'no sslmode is set' : `sslmode is "${mode}"`;
  return {
    message: `${noun} of ${member.name} ${how} between the sites: ${said}, and ${to.name} accepts it without TLS`,
    at: member.patroni.at(...path),
    remedy: allOf(
      oneOf(leaveOut(member.patroni.at(...path), path.join('.')), 'write sslmode: verify-full'),
      'write hostssl instead of host in pg_hba',
    ),
  };
}

function* all(estate: Estate): Generator<Draft> {
  for (const demand of DEMANDS)
    for (const site of estate.sites)
      for (const member of members(site)) {
        // Without a user of its own, pg_rewind is told of by access/superuser-shared.
        const isRewind = demand.role === 'rewind';
        if (isRewind && (!rewinds(site, member) || actingRole(member, 'rewind') !== 'rewind')) continue;
        const to = letsInPlain(estate, site, member, demand);
        if (to) yield draft(member, demand, to);
      }
}

export const cleartextReplication: Rule = {
  id: 'access/cleartext-replication',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'replication can run between the sites without TLS, although the servers have TLS on',
  why: 'All data written to the database crosses the network between the sites. With sslmode prefer, the default, an attacker on the path only has to make TLS fail: libpq then continues without TLS.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
