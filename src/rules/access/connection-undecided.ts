import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { quoteLine } from '../../pghba/explain.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';
import { undecidedClients } from './clients-refused.ts';
import type { Undecided } from './coverage.ts';
import type { HbaList } from './hba-list.ts';
import { undecidedConnections } from './refusals.ts';
import { few, namesOf, ownersOf } from './words.ts';

function draft(estate: Estate, [first, ...others]: readonly [Undecided, ...Undecided[]]): Draft {
  const all = [first, ...others];
  const names = new Set(all.map(({ caller }) => caller));
  const clients = all.filter(({ noun }) => noun === 'client').map(({ caller }) => caller);
  const callers = [...namesOf(estate.sites, names), ...new Set(clients)];
  const servers = [...new Set(all.map(({ server }) => server))];
  const nouns = [...new Set(all.map(({ noun }) => noun))];
  const owners = ownersOf(estate, servers);
  const { server, line, why } = first;
  const lets = owners.length === 1 ? 'lets' : 'let';
  return {
    message: `it is not known whether ${few(owners)} ${lets} in the ${few(nouns)} connections of ${few(callers)}: ${quoteLine(server.list.hba, line)} may decide about them, and ${why}`,
    at: server.list.at(line),
    remedy: oneOf(
      'write in pg_hba the names that the nodes have here, or their IP addresses',
      leaveOut(server.list.at(), 'pg_hba'),
    ),
  };
}

function* check(estate: Estate): Generator<Draft> {
  const byList = new Map<HbaList['hba'], [Undecided, ...Undecided[]]>();
  for (const one of [...undecidedConnections(estate), ...undecidedClients(estate)]) {
    const known = byList.get(one.server.list.hba);
    if (known) known.push(one);
    else byList.set(one.server.list.hba, [one]);
  }
  for (const all of byList.values()) yield draft(estate, all);
}

export const connectionUndecided: Rule = {
  id: 'access/connection-undecided',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'the topology does not show whether pg_hba lets in connections that members or clients need',
  why: 'The topology does not contain the addresses behind host names, the members of roles, or the files on the nodes. The rules for refused connections skip these connections: test them on the nodes, in both directions.',
  references: ['https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'],
  afterPromotion: false,
  check,
};
