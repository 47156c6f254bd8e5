import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { firstToKnow, knows, mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';

function* all({ software, sites, softwareAt }: Estate): Generator<Draft> {
  if (!knows(software, 'etcd.login-for-members') || mayKnow(software, 'etcd3.login-for-members')) return;
  for (const { name, patroni } of sites.flatMap(members)) {
    if (textAt(patroni.value, 'etcd3', 'username') === undefined) continue;
    yield {
      message: `Patroni ${software.patroni.text} of ${name} asks etcd for its members without logging in, which etcd ${software.etcd.text} refuses`,
      at: patroni.at('etcd3', 'username'),
      related: [
        { at: softwareAt('patroni'), message: 'the Patroni version' },
        { at: softwareAt('etcd'), message: 'the etcd version' },
      ],
      help: `run Patroni ${firstToKnow(software, 'etcd3.login-for-members')} or newer, or remove the user`,
    };
  }
}

export const authUnsupported: Rule = {
  id: 'etcd/auth-unsupported',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  applies: 'etcd 3.4.42, 3.5.28, 3.6.9 and newer; Patroni before 3.3.9, 4.0.8, 4.1.1',
  summary: 'Patroni does not log in for every request, but the declared etcd requires it',
  why: 'These etcd releases list their members, and keep a lease alive, only for a client that is logged in. An older Patroni requests both without its user: it does not start, and a leader loses its lock.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-1',
    'https://github.com/patroni/patroni/pull/3580',
  ],
  afterPromotion: false,
  check: all,
};
