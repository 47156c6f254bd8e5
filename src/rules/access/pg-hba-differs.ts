import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { barredBy } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { quoteLine } from '../../pghba/explain.ts';
import type { Attempt } from '../../pghba/match.ts';
import { evaluate } from '../../pghba/match.ts';
import { soleHostKey } from '../../pghba/range.ts';
import type { DatabaseWord, HbaAddress, HbaRecord, UserWord } from '../../pghba/record.ts';
import type { Source } from '../../pghba/record-match.ts';
import { allOf } from '../common/remedies.ts';
import { UNNAMED } from './client.ts';
import { ROLES } from './credentials.ts';
import { isOnMachine } from './deciding.ts';
import { type Server, serversBySite } from './servers.ts';

/** A name that stands for a field of a line; none where only the server knows any. */
const nameIn = (words: readonly (DatabaseWord | UserWord)[]): string | undefined => {
  const [word] = words;
  if (word?.kind === 'name') return word.name;
  return word?.kind === 'all' ? UNNAMED : word?.kind === 'replication' ? 'replication' : undefined;
};

function sourceOf(address: HbaAddress): Source | 'all' | undefined {
  if (address.kind === 'all') return 'all';
  if (address.kind === 'hostname') return parseAddress(address.name);
  return address.kind === 'range' ? { kind: 'network', range: address.range, text: '' } : undefined;
}

/** Somebody whom a line is for. */
function visitorOf({ type, databases, users, address }: HbaRecord): Omit<Attempt, 'serverTls'> | undefined {
  const [database, user] = [nameIn(databases), nameIn(users)];
  const source = address && sourceOf(address);
  if (database === undefined || user === undefined || source === undefined) return undefined;
  const tls = type === 'hostssl' ? 'always' : type === 'hostnossl' ? 'never' : 'prefer';
  return {
    kind: 'tcp',
    ...(source !== 'all' && { address: source }),
    user,
    memberOf: new Set(),
    database,
    tls,
    clientCertificate: true,
  };
}

/** Users that other rules look after: members of the estate, and the clients it names. */
const known = (estate: Estate, { member }: Server): ReadonlySet<string | undefined> =>
  new Set([
    ...ROLES.map((role) => textAt(member.patroni.value, 'postgresql', 'authentication', role, 'username')),
    ...estate.clients.map(({ user }) => user),
  ]);

/** The first line by which one server lets in somebody whom the other refuses. */
function difference(
  estate: Estate,
  here: Server,
  there: Server,
  own: ReadonlySet<string>,
): number | undefined {
  const cared = known(estate, here);
  for (const { line, record } of here.list.hba.entries) {
    const visitor = record && !isOnMachine(record.address) ? visitorOf(record) : undefined;
    if (!record || !visitor || cared.has(visitor.user)) continue;
    // A line for the node itself is its own affair.
    if (record.address?.kind === 'range' && own.has(soleHostKey(record.address.range) ?? '')) continue;
    const at = (server: Server) => evaluate(server.list.hba, { ...visitor, serverTls: server.serverTls });
    const verdict = at(here);
    if (verdict.verdict === 'allowed' && verdict.line === line && at(there).verdict === 'refused')
      return line;
  }
  return undefined;
}

/** Servers of a site that some member has who may lead: whoever does not, need not let in the same. */
function serversOfLeaders(estate: Estate, site: Estate['sites'][number]): Server[] {
  const leaders = new Set(
    members(site)
      .filter((member) => barredBy(member) === undefined)
      .map(({ name }) => name),
  );
  return (serversBySite(estate).get(site.nodes) ?? []).filter(({ names }) =>
    names.some((name) => leaders.has(name)),
  );
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const servers = serversOfLeaders(estate, site).sort((a, b) => b.names.length - a.names.length);
    const [usual, ...others] = servers;
    if (!usual || others.length === 0) continue;
    const own = new Set(members(site).flatMap(({ address, wan }) => [address?.key ?? '', wan?.key ?? '']));
    for (const other of others)
      for (const [open, shut] of [
        [usual, other],
        [other, usual],
      ] as const) {
        const line = difference(estate, open, shut, own);
        if (line === undefined) continue;
        yield {
          message: `${shut.names[0]} refuses connections that ${open.names[0]} of the same site lets in: ${quoteLine(open.list.hba, line)}`,
          at: shut.list.at(),
          related: [{ at: open.list.at(line), message: `${open.names[0]} lets them in` }],
          remedy: allOf(
            { do: 'write once', key: 'postgresql.pg_hba', for: 'site' },
            'after a failover the clients connect to the other node',
          ),
        };
        break;
      }
  }
}

export const pgHbaDiffers: Rule = {
  id: 'access/pg-hba-differs',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'two nodes of a site may both lead, but let in different clients',
  why: 'Clients follow the leader. A connection that one node lets in and another refuses works until a failover makes the other node the leader.',
  references: [
    'patroni/config.py: _build_effective_configuration',
    'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
  ],
  afterPromotion: false,
  check,
};
