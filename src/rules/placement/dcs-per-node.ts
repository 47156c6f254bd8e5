import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap((site) => site.nodes))
    for (const at of node.misplaced)
      yield at.pointer.includes('overrides')
        ? {
            message: `bootstrap.dcs of ${node.name} cannot differ from bootstrap.dcs of its site`,
            at,
            remedy: { do: 'move', file: 'dynamic' },
          }
        : {
            message: `${String(at.pointer.at(-1))} of ${node.name} has no effect: it cannot differ within a site`,
            at,
            help: 'move it under patroni of the site',
          };
}

export const dcsPerNode: Rule = {
  id: 'placement/dcs-per-node',
  severity: 'error',
  waivable: false,
  only: 'topologies',
  since: '0.1.0',
  summary: 'dynamic configuration is written under a single node',
  why: "The dynamic configuration is one object per site, kept in etcd. If the nodes' files differ in bootstrap.dcs, the node that wins the race to bootstrap writes its own to etcd, and Patroni never reads the others.",
  references: ['https://patroni.readthedocs.io/en/latest/patroni_configuration.html'],
  afterPromotion: false,
  check,
};
