import type { Client, Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { judge } from '../../pghba/match.ts';
import { memoized } from '../common/memo.ts';
import { attemptOfClient, type Origin, originsOf } from './client.ts';
import type { Undecided } from './coverage.ts';
import { blame, type Server, serversBySite } from './servers.ts';
import { reasonOf, refusers, relatedLater, remedyFor, type Turned } from './words.ts';

interface Shut extends Turned {
  readonly client: Client;
  readonly origin: Origin;
}

/** What comes of each attempt of a client at a list that somebody wrote; what is derived lets in whom `clients` names. */
const attempts = memoized((estate) =>
  estate.sites.flatMap((site) =>
    (serversBySite(estate).get(site.nodes) ?? [])
      .filter(({ list }) => !list.derived)
      .flatMap((server) =>
        estate.clients.flatMap((client) =>
          originsOf(estate, site, client).map((origin) => {
            const attempt = attemptOfClient(client, origin, server);
            return { server, client, origin, attempt, verdict: judge(server.list.hba, attempt) };
          }),
        ),
      ),
  ),
);

/** Clients that a server refuses, as far as is known; the schema sees to words that pg_hba would read otherwise. */
function* shutOut(estate: Estate): Generator<Shut> {
  for (const one of attempts(estate)) {
    const { verdict } = one;
    if (verdict.verdict === 'refused') yield { ...one, verdict };
  }
}

/**
 * Connections of clients known by a host name, of which nobody can tell whether a list lets them in. Who is in a role, and
 * which part of a network the clients have, is meant to be decided elsewhere.
 */
export function* undecidedClients(estate: Estate): Generator<Undecided> {
  for (const { server, client, origin, verdict } of attempts(estate))
    if (verdict.verdict === 'unknown' && origin.address?.kind === 'hostname')
      yield { server, caller: `"${client.user}"`, noun: 'client', line: verdict.line, why: verdict.why };
}

function draft(estate: Estate, all: readonly [Shut, ...Shut[]]): Draft {
  const [first] = all;
  const { server, client, origin } = first;
  const servers: Server[] = [...new Set(all.map((one) => one.server))];
  const more = new Set(all.map((one) => one.origin.text)).size - 1;
  const places = new Map(all.map((one) => [JSON.stringify(one.origin.at), one.origin]));
  const database = client.database === 'all' ? 'any database' : `database "${client.database}"`;
  const line = `${server.serverTls ? 'hostssl' : 'host'} ${client.database} ${client.user} ${origin.cidr} scram-sha-256`;
  return {
    message: `${refusers(estate, servers)} the connections of "${client.user}" to ${database} from ${origin.text}${more > 0 ? ` and ${more} more` : ''}: ${reasonOf(first)}`,
    at: blame(server, first.verdict, undefined),
    topic: JSON.stringify([client.user, client.database, first.verdict.reason]),
    related: [
      ...[...places.values()]
        .slice(0, 3)
        .map(({ text, at }) => ({ at, message: `clients come from ${text}` })),
      ...relatedLater(first),
    ],
    remedy: remedyFor(first, line, more > 0 ? ', and a similar line for each of the others' : ''),
  };
}

/** What is refused to one client by one place for one reason is one mistake. */
export const clientRefusals = memoized((estate): readonly Draft[] => {
  const groups = new Map<string, [Shut, ...Shut[]]>();
  for (const one of shutOut(estate)) {
    const { client, server, verdict } = one;
    const key = JSON.stringify([
      client.user,
      client.database,
      verdict.reason,
      blame(server, verdict, undefined),
    ]);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => draft(estate, group));
});

export const clientsRefused: Rule = {
  id: 'access/clients-refused',
  severity: 'error',
  waivable: true,
  only: 'topologies',
  since: '0.1.0',
  summary: 'pg_hba refuses clients that the topology declares',
  why: 'A pg_hba list of your own is used as it is: the clients are not added to it. Every site must let them in, standby sites too: after a promotion the clients connect to the new primary site, through its HAProxy, and are refused.',
  references: [
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
    'PostgreSQL: src/backend/libpq/hba.c, check_hba',
  ],
  afterPromotion: false,
  check: clientRefusals,
};
