import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

function faultOf(name: string): string | undefined {
  if (name.includes('/')) return 'a slash ends the key that a member has in etcd: the others do not see it';
  if (name.includes(',')) return 'a comma ends a name in the list of synchronous standbys';
  if (name !== name.trim()) return 'blanks around it are taken off in the list of synchronous standbys';
  return name === '' ? 'a member needs one' : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const name = get(member.patroni.value, 'name');
    const fault = typeof name === 'string' ? faultOf(name) : undefined;
    if (fault === undefined) continue;
    yield {
      message: `${member.name} cannot be called "${name}": ${fault}`,
      at: member.patroni.at('name'),
      help: 'write letters, digits, - and _; or leave the override out: the member is called like its node',
    };
  }
}

export const memberNameInvalid: Rule = {
  id: 'identity/member-name-invalid',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the name of a member cannot stand where Patroni writes it',
  why: 'A member that the others do not see takes no part in elections, and nobody keeps a slot for it. One whose name is cut in the list of synchronous standbys is not known for one: what it alone acknowledged is lost with the leader.',
  references: [
    'patroni/dcs/etcd3.py: _cluster_from_nodes',
    'patroni/dcs/__init__.py: SyncState._str_to_list',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
