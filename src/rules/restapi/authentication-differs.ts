import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';

const PATH = ['restapi', 'authentication', 'username'];

const userOf = ({ patroni }: Member): string | undefined => textAt(patroni.value, ...PATH);

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // What callers show is theirs to say where ctl.authentication is there; without a user nobody is asked.
    const judged = members(site).filter((member) => userOf(member) !== undefined);
    if (judged.some(({ patroni }) => get(patroni.value, 'ctl', 'authentication') !== undefined)) continue;
    const [first, ...others] = judged;
    const odd = first && others.find((member) => userOf(member) !== userOf(first));
    if (first && odd)
      yield {
        message: `the REST API of ${odd.name} knows the user "${userOf(odd)}", and ${first.name} knows "${userOf(first)}"`,
        at: odd.patroni.at(...PATH),
        related: [{ at: first.patroni.at(...PATH), message: `the user of ${first.name}` }],
        remedy: { do: 'write once', key: 'restapi.authentication', for: 'site' },
      };
  }
}

export const authenticationDiffers: Rule = {
  id: 'restapi/authentication-differs',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'members of one site have different users for their REST APIs',
  why: 'Members and patronictl log in to all other members as the user of their own file. A member that knows another user answers 401: patronictl cannot switch over to it, and in failsafe mode a primary that has lost etcd steps down because of it.',
  references: [
    'patroni/request.py: PatroniRequest.reload_config',
    'patroni/api.py: RestApiServer.check_access',
  ],
  afterPromotion: false,
  check,
};
