import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { declare, oneOf } from '../common/remedies.ts';

/** What fetches WAL for a member without a source: its own settings alone, not those of standby_cluster (ha.py, _get_node_to_follow). */
const restores = (site: Site, member: Member): boolean =>
  parameterOf(site, member, 'restore_command') !== undefined ||
  textAt(postgresqlSetting(site, member, 'recovery_conf')?.value, 'restore_command') !== undefined;

function* all(estate: Estate): Generator<Draft> {
  if (!knows(estate.software, 'tags.nostream')) return;
  for (const site of estate.sites)
    for (const member of members(site)) {
      if (patroniBool(get(member.patroni.value, 'tags', 'nostream')) !== true || restores(site, member))
        continue;
      yield {
        message: `${member.name} streams from nobody (nostream), and has no restore_command: it gets no WAL at all`,
        at: member.patroni.at('tags', 'nostream'),
        remedy: oneOf(declare('restore command', { site: site.name }), 'remove nostream'),
      };
    }
}

export const nostreamWithoutArchive: Rule = {
  id: 'replication/nostream-without-archive',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 3.3 and newer',
  summary: 'a member that streams from nobody has no archive to read either',
  why: 'With nostream Patroni gives the member no source. Without a restore_command of its own the member stays where its copy ended, and answers with ever older data.',
  references: [
    'patroni/ha.py: _get_node_to_follow',
    'patroni/postgresql/config.py: build_recovery_params',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
  ],
  afterPromotion: false,
  check: all,
};
