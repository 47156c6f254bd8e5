import { everyMember } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { textAt } from '../../compiler/text/json.ts';

export const stranger: LiveRule = {
  id: 'live/stranger',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'another member answers than the one that was asked',
  why: 'Who is asked for one member and answers as another one misleads HAProxy, Patroni and the operator alike.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const member of everyMember(live)) {
      const { reached, name, node } = member;
      if (reached.kind !== 'stranger') continue;
      const { name: other, scope } = reached.status;
      yield {
        message: `${reached.url} is answered by ${other ?? 'a member'} of scope ${scope ?? 'unknown'}; the topology has ${name} of scope ${textAt(node.patroni.value, 'scope')} there`,
        at: node.addressAt,
        help: 'compare name and scope in the patroni.yml that lies there with the compiled one',
      };
    }
  },
};
