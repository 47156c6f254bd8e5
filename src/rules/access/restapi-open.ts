import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, isMap, listAt, textAt } from '../../compiler/text/json.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';
import { askedBy } from '../restapi/client-certificates.ts';

const PATH = ['restapi', 'authentication'];

/** What keeps strangers from changing anything, besides a password (patroni/api.py, check_access). */
function isGuarded(member: Member): boolean {
  const { word, tls } = askedBy(member);
  if (tls && word !== 'none') return true;
  const { value } = member.patroni;
  return (
    listAt(value, 'restapi', 'allowlist').length > 0 ||
    pythonBool(get(value, 'restapi', 'allowlist_include_members'))
  );
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const { value } = member.patroni;
    const restapi = get(value, 'restapi');
    if (!isMap(restapi) || textAt(value, ...PATH, 'username') !== undefined) continue;
    if (isGuarded(member)) continue;
    yield {
      message: `the REST API of ${member.name} does not ask for a password`,
      at: member.patroni.at(...PATH),
      remedy: oneOf(
        leaveOut(member.patroni.at(...PATH), 'restapi.authentication'),
        'set verify_client: optional or an allowlist',
      ),
    };
  }
}

export const restapiOpen: Rule = {
  id: 'access/restapi-open',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'anyone who reaches the REST API can change the cluster',
  why: 'One PATCH to /config removes standby_cluster, and the standby site becomes a second primary. Other requests restart, fail over or reinitialise members.',
  references: [
    'https://patroni.readthedocs.io/en/latest/security.html',
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
  ],
  afterPromotion: false,
  check: all,
};
