import type { Effective } from '../../compiler/estate/effective.ts';
import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { allOf, declare } from '../common/remedies.ts';

const KEY = 'create_replica_methods';

/** Patroni runs the name itself where no command stands beside it: a path is meant to be run. */
const isUnknown = (site: Site, member: Member, method: string): boolean =>
  method !== 'basebackup' &&
  !method.includes('/') &&
  textAt(postgresqlSetting(site, member, method)?.value, 'command') === undefined;

function* judge(site: Site, member: Member, methods: Effective): Generator<Draft> {
  if (!Array.isArray(methods.value)) {
    yield {
      message: `${KEY} is ${JSON.stringify(methods.value)}, and Patroni treats each letter of it as a method`,
      at: methods.at(),
      help: 'write a list',
    };
    return;
  }
  for (const [index, method] of methods.value.entries())
    if (typeof method === 'string' && isUnknown(site, member, method))
      yield {
        message: `${member.name} is to be copied by "${method}", and postgresql.${method} has no command`,
        at: methods.at(index),
        absent: true,
        remedy: allOf(
          declare('copy method', { name: method }),
          `without it Patroni runs "${method}" with options of its own`,
        ),
      };
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const standby = get(site.dcs.value, 'standby_cluster', KEY);
    for (const member of members(site)) {
      if (standby !== undefined)
        yield* judge(site, member, {
          value: standby,
          at: (...path) => site.dcs.at('standby_cluster', KEY, ...path),
        });
      const own = postgresqlSetting(site, member, KEY);
      if (own) yield* judge(site, member, own);
    }
  }
}

export const cloneMethodUnknown: Rule = {
  id: 'replication/clone-method-unknown',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'Patroni is told to copy a node by a method that has no command',
  why: 'Patroni runs the name of the method as a command, with --scope, --role, --datadir and --connstring: a backup tool knows none of these options and fails. Patroni goes on to the next method, or never makes the node.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replica_bootstrap.html#building-replicas',
    'patroni/postgresql/bootstrap.py: create_replica',
  ],
  afterPromotion: true,
  check: all,
};
