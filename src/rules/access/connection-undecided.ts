import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { quoteLine } from '../../pghba/explain.ts';
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
  const doors = [...new Set(all.map(({ door }) => door))];
  const nouns = [...new Set(all.map(({ noun }) => noun))];
  const owners = ownersOf(estate, doors);
  const { door, line, why } = first;
  const lets = owners.length === 1 ? 'lets' : 'let';
  return {
    message: `the topology does not tell whether ${few(owners)} ${lets} in the ${few(nouns)} connections of ${few(callers)}: ${why}, as ${quoteLine(door.list.hba, line)} asks`,
    at: door.list.at(line),
    help: 'write pg_hba by the names that the nodes have in the topology, or the nodes by addresses; or leave pg_hba out: it is then derived',
  };
}

function* check(estate: Estate): Generator<Draft> {
  const byList = new Map<HbaList['hba'], [Undecided, ...Undecided[]]>();
  for (const one of [...undecidedConnections(estate), ...undecidedClients(estate)]) {
    const known = byList.get(one.door.list.hba);
    if (known) known.push(one);
    else byList.set(one.door.list.hba, [one]);
  }
  for (const all of byList.values()) yield draft(estate, all);
}

export const connectionUndecided: Rule = {
  id: 'access/connection-undecided',
  severity: 'info',
  waivable: true,
  since: '0.1.0',
  summary: 'pg_hba may or may not let in connections that members or clients have to make',
  why: 'What a host name stands for, who is in a role and what a file on the node holds is not in the topology. The rules that find refused connections say nothing of these: try them on the nodes, in both directions.',
  references: ['https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'],
  afterPromotion: false,
  check,
};
