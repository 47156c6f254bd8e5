import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { ALL_POOLS, pools } from '../haproxy/section.ts';

const NAMES = { postgresql: 'PostgreSQL', etcd: 'etcd', haproxy: 'HAProxy' } as const;

/** Servers of a pool are nodes: no override takes one out. */
function* servers(estate: Estate): Generator<Draft> {
  for (const { node, pool } of pools(estate, ...ALL_POOLS))
    for (const { name } of pool.servers) {
      const key = `server ${name}`;
      const at = pool.back.removedAt(key);
      if (at)
        yield {
          message: `the server ${name} cannot be removed from the ${pool.name} pool of ${node.name}: it stays`,
          at,
          help: 'give the node the tag noloadbalance to keep reads away from it, or remove the node',
        };
    }
}

function* all(estate: Estate): Generator<Draft> {
  yield* servers(estate);
  for (const { at, because, service, where } of estate.ignored)
    yield because === 'no-map'
      ? {
          message: `${at.pointer.slice(at.pointer.indexOf('bootstrap')).join('.')} of ${where} is overridden by a value that is not a map: the override has no effect`,
          at,
          help: 'remove it, or write a map of the keys that should differ; null removes a single key',
        }
      : {
          message: `nothing reads this override: ${where} runs no ${NAMES[service ?? 'etcd']}`,
          at,
          help: 'remove it, or write it under a node or a site that runs it',
        };
}

export const overrideIgnored: Rule = {
  id: 'placement/override-ignored',
  severity: 'error',
  waivable: true,
  only: 'topologies',
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'an override changes no file',
  why: 'Its author relies on the override, and no program will ever read it.',
  references: ['https://patroni.readthedocs.io/en/latest/patroni_configuration.html'],
  afterPromotion: false,
  check: all,
};
