import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';

function faultOf(name: string): string | undefined {
  if (name.includes('/')) return 'a slash splits its key in etcd, and the other members do not see it';
  if (name.includes(',')) return 'a comma separates names in the list of synchronous standbys';
  if (name !== name.trim()) return 'Patroni strips the blanks around it in the list of synchronous standbys';
  return name === '' ? 'a member needs a name' : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const name = get(member.patroni.value, 'name');
    const fault = typeof name === 'string' ? faultOf(name) : undefined;
    if (fault === undefined) continue;
    yield {
      message: `${member.name} cannot be called "${name}": ${fault}`,
      at: member.patroni.at('name'),
      remedy: oneOf(
        'write letters, digits, - and _',
        leaveOut(member.patroni.at('name'), 'name', { value: member.name }),
      ),
    };
  }
}

export const memberNameInvalid: Rule = {
  id: 'identity/member-name-invalid',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a member has a name that Patroni cannot use',
  why: 'A member that the others do not see takes no part in elections, and nobody keeps a slot for it. If the list of synchronous standbys cuts a name, Patroni does not know that the member is synchronous: commits that only this member acknowledged are lost with the leader.',
  references: [
    'patroni/dcs/etcd3.py: _cluster_from_nodes',
    'patroni/dcs/__init__.py: SyncState._str_to_list',
  ],
  afterPromotion: false,
  check: all,
};
