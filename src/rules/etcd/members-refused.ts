import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { firstToKnow, knows, mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';

/** The user that etcd gives the role root before its users are enabled. */
const ROOT = 'root';

function* all({ software, sites, softwareAt }: Estate): Generator<Draft> {
  if (!knows(software, 'etcd.login-for-members') || mayKnow(software, 'etcd.members-for-users')) return;
  // A Patroni that does not log in is refused whoever its user is: etcd/auth-unsupported.
  if (!mayKnow(software, 'etcd3.login-for-members')) return;
  for (const { name, patroni } of sites.flatMap(members)) {
    const user = textAt(patroni.value, 'etcd3', 'username');
    if (user === undefined || user === ROOT) continue;
    yield {
      message: `etcd ${software.etcd.text} lists its members only for the role root: Patroni of ${name} does not start as "${user}" unless that user has the role`,
      at: patroni.at('etcd3', 'username'),
      related: [{ at: softwareAt('etcd'), message: 'the etcd version' }],
      help: `run etcd ${firstToKnow(software, 'etcd.members-for-users')} or a newer release of the series`,
    };
  }
}

export const membersRefused: Rule = {
  id: 'etcd/members-refused',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  applies: 'etcd 3.4.42, 3.5.28 and 3.6.9',
  summary: 'etcd lists its members only for the role root, but Patroni logs in as another user',
  why: 'These three etcd releases were the first to require a login for the member list, and required too much. Patroni needs the member list before anything else: with a user for its own keys it waits and reports that it cannot get the list of servers.',
  references: [
    'https://github.com/etcd-io/etcd/pull/21549',
    'https://github.com/etcd-io/etcd/security/advisories/GHSA-q8m4-xhhv-38mg',
  ],
  afterPromotion: false,
  check: all,
};
