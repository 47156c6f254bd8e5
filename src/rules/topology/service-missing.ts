import type { Estate } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { declare } from '../common/remedies.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // Nodes that are not there at all, or could not be read, are findings of the schema and the syntax.
    if (site.nodes.length === 0 || !site.nodesKnown) continue;
    const remedy = declare('services', {});
    if (members(site).length === 0)
      yield { message: `no node of ${site.name} runs postgresql`, at: site.at, remedy };
    if (ring(site).length === 0) yield { message: `no node of ${site.name} runs etcd`, at: site.at, remedy };
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
