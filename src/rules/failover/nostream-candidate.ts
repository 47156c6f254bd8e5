import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { barredBy } from '../../compiler/estate/tags.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  if (!knows(estate.software, 'tags.nostream')) return;
  for (const member of estate.sites.flatMap(members)) {
    const { name, site, patroni } = member;
    if (patroniBool(get(patroni.value, 'tags', 'nostream')) !== true || barredBy(member)) continue;
    yield {
      message: `${name} may become the standby leader of ${site}, but nostream keeps it from streaming`,
      at: patroni.at('tags', 'nostream'),
      help: 'give it nofailover: true as well, or remove nostream',
    };
  }
}

export const nostreamCandidate: Rule = {
  id: 'failover/nostream-candidate',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 3.3 and newer',
  summary: 'a member that never streams may lead its site',
  why: 'A standby leader with nostream takes WAL only from the archive, if there is one: the site falls behind from the failover that chose it, and WAL that was not archived is missing when the site is promoted.',
  references: [
    'patroni/ha.py: _get_node_to_follow',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
  ],
  afterPromotion: false,
  check: all,
};
