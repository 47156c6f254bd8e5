import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { patroniBool, pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

/** Either of them (patroni/postgresql/rewind.py, execute). */
const SWITCHES = ['remove_data_directory_on_rewind_failure', 'remove_data_directory_on_diverged_timelines'];

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site))
      for (const key of SWITCHES) {
        const setting = postgresqlSetting(site, member, key);
        // The word "off" is another mistake: see placement/value-misread.
        if (setting && pythonBool(setting.value) && patroniBool(setting.value) !== false)
          yield {
            message: `${key} is on: when pg_rewind fails on ${member.name}, Patroni removes its data directory`,
            at: setting.at(),
            help: 'leave it off, and copy a member anew by hand once you know why pg_rewind failed',
          };
      }
}

export const wipedOnFailure: Rule = {
  id: 'recovery/wiped-on-failure',
  severity: 'info',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a member wipes itself when pg_rewind fails',
  why: 'After the loss of a site each of its members holds the last commits, which never reached the other site. A cause that makes pg_rewind fail on one member makes it fail on all: Patroni wipes them one by one, and copies them anew across the network between the sites.',
  references: [
    'patroni/postgresql/rewind.py: execute',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
