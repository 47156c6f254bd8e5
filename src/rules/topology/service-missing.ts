import type { Estate } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // Nodes that are not there at all, or could not be read, are findings of the schema and the syntax.
    if (site.nodes.length === 0 || !site.nodesKnown) continue;
    const help = 'a node runs [postgresql, etcd] unless its "runs" says otherwise';
    if (members(site).length === 0)
      yield { message: `no node of ${site.name} runs postgresql`, at: site.at, help };
    if (ring(site).length === 0) yield { message: `no node of ${site.name} runs etcd`, at: site.at, help };
  }
}

export const serviceMissing: Rule = {
  id: 'topology/service-missing',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a site has no PostgreSQL node, or no etcd member',
  why: 'Nobody can fail over to a site without PostgreSQL. Without an etcd ring at its own site, Patroni has no leader lock to hold.',
  references: ['https://patroni.readthedocs.io/en/latest/ha_multi_dc.html'],
  afterPromotion: false,
  check,
};
