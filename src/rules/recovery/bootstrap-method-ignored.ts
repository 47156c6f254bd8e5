import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { mapAt, textAt } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const bootstrap = mapAt(member.patroni.value, 'bootstrap');
    const method = textAt(bootstrap, 'method');
    if (!method || method === 'initdb' || 'command' in mapAt(bootstrap, method)) continue;
    yield {
      message: `bootstrap.method of ${member.name} is "${method}", which has no command: Patroni makes an empty cluster by initdb instead`,
      at: member.patroni.at('bootstrap', 'method'),
      help: `write bootstrap.${method}.command beside it, or remove bootstrap.method`,
    };
  }
}

export const bootstrapMethodIgnored: Rule = {
  id: 'recovery/bootstrap-method-ignored',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'bootstrap.method names a method that has no command',
  why: 'Patroni then silently makes the cluster by initdb: instead of a restored backup an empty database comes up and takes writes, and the other sites copy it.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replica_bootstrap.html#custom-bootstrap',
    'patroni/postgresql/bootstrap.py: bootstrap',
  ],
  afterPromotion: false,
  check: all,
};
