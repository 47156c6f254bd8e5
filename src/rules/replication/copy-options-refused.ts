import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, listAt, textAt } from '../../compiler/text/json.ts';

/** Tools that end with an error at an option they do not know. */
const TOOLS: readonly string[] = [
  'pgbackrest',
  'wal-g',
  'barman',
  'barman-cloud-restore',
  'pg_probackup',
  'pg_basebackup',
  'rsync',
  'cp',
];

/** The program of a command, without its folder, behind what only passes it on. */
const programOf = (command: string): string | undefined =>
  command
    .split(/\s+/)
    .find((word) => !/^(\/usr\/bin\/)?(env|sudo|nice|ionice)$|^-|^[A-Z_]+=/.test(word))
    ?.split('/')
    .at(-1);

interface Copy {
  readonly name: string;
  readonly block: Json | undefined;
  readonly at: (key: string) => Place;
}

/** The ways in which a member is made or copied that its files describe. */
function* copiesOf(site: Site, member: Member): Generator<Copy> {
  const method = textAt(member.patroni.value, 'bootstrap', 'method');
  if (method !== undefined)
    yield {
      name: method,
      block: get(member.patroni.value, 'bootstrap', method),
      at: (key) => member.patroni.at('bootstrap', method, key),
    };
  const lists = [
    listAt(site.dcs.value, 'standby_cluster', 'create_replica_methods'),
    postgresqlSetting(site, member, 'create_replica_methods')?.value,
  ];
  for (const name of lists.flatMap((list) => (Array.isArray(list) ? list : []))) {
    const found = typeof name === 'string' ? postgresqlSetting(site, member, name) : undefined;
    if (found) yield { name: String(name), block: found.value, at: (key) => found.at(key) };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site))
      for (const { name, block, at } of copiesOf(site, member)) {
        const command = textAt(block, 'command');
        const program = command === undefined ? undefined : programOf(command);
        if (program === undefined || !TOOLS.includes(program) || pythonBool(get(block, 'no_params')))
          continue;
        yield {
          message: `method "${name}" runs ${program}, and Patroni adds options that ${program} does not know`,
          at: at('command'),
          help: 'write "no_params: true" beside it',
        };
      }
}

export const copyOptionsRefused: Rule = {
  id: 'replication/copy-options-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a member is copied by a backup tool that does not know the options of Patroni',
  why: 'Without no_params Patroni adds --scope, --datadir and, for replicas, --role and --connstring to the command. A backup tool stops at the first option that it does not know: it restores nothing, and Patroni goes on to the next method or begins again.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replica_bootstrap.html',
    'patroni/postgresql/bootstrap.py: create_replica, _custom_bootstrap',
  ],
  afterPromotion: false,
  check: all,
};
