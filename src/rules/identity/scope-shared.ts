import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';

const scopeOf = (member: Member): string | undefined => textAt(member.patroni.value, 'scope');

function* check(estate: Estate): Generator<Draft> {
  const seen = new Map<string, { site: Site; member: Member }>();
  for (const site of estate.sites) {
    const [member, ...others] = members(site);
    const scope = member && scopeOf(member);
    // A site with several scopes is a finding of identity/scope-split.
    if (!member || scope === undefined || others.some((other) => scopeOf(other) !== scope)) continue;
    const first = seen.get(scope);
    if (!first) seen.set(scope, { site, member });
    else
      yield {
        message: `${site.name} and ${first.site.name} share the scope "${scope}"`,
        at: member.patroni.at('scope'),
        related: [{ at: first.member.patroni.at('scope'), message: `the scope of ${first.site.name}` }],
        help: 'give each site a scope of its own',
      };
  }
}

export const scopeShared: Rule = {
  id: 'identity/scope-shared',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two sites have the same Patroni scope',
  why: 'The scope names a cluster in the DCS and in PostgreSQL (cluster_name). Two sites with the same scope become one cluster if they ever see the same etcd: the nodes of the standby site join the primary as replicas instead of following it. Commands and alerts meant for one site reach the other.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/1617',
  ],
  afterPromotion: false,
  check,
};
