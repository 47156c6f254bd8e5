import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { newestMajor } from '../../compiler/facts/majors.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { isMap, wordOf } from '../../compiler/text/json.ts';

/** Patroni puts the old name right (patroni/postgresql/config.py, triggerfile_good_name). */
const NAMES = ['promote_trigger_file', 'trigger_file'];

/** PostgreSQL has it no more from here on: see parameters/unknown-parameter. */
const GONE = 16;

function* all({ sites, software }: Estate): Generator<Draft> {
  if (newestMajor(software) >= GONE) return;
  for (const site of sites)
    for (const member of members(site)) {
      const recovery = postgresqlSetting(site, member, 'recovery_conf');
      const written = NAMES.flatMap((name) => {
        const parameter = name === 'promote_trigger_file' ? parameterOf(site, member, name) : undefined;
        const value = isMap(recovery?.value) ? recovery?.value[name] : undefined;
        return [
          ...(parameter ? [{ value: parameter.value, at: parameter.at() }] : []),
          ...(recovery && value !== undefined ? [{ value, at: recovery.at(name) }] : []),
        ];
      });
      for (const { value, at } of written)
        if (value !== null && wordOf(value) !== '')
          yield {
            message: `PostgreSQL of ${member.name} is promoted when someone creates the file ${wordOf(value)}`,
            at,
            help: 'remove it: promote with patronictl or with the commands of the runbook',
          };
    }
}

export const triggerFile: Rule = {
  id: 'failover/trigger-file',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  applies: 'PostgreSQL 13 to 15',
  summary: 'a trigger file can promote PostgreSQL without Patroni',
  why: 'A standby looks for the file every few seconds and becomes a primary as soon as it exists, without the leader lock and whatever the other members and sites do. A file that a script or an earlier promotion left behind is enough to make a second primary.',
  references: [
    'https://www.postgresql.org/docs/15/runtime-config-replication.html#GUC-PROMOTE-TRIGGER-FILE',
    'patroni/postgresql/config.py: triggerfile_good_name',
  ],
  afterPromotion: false,
  check: all,
};
