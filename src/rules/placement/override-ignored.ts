import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../rule.ts';

const NAMES = { postgresql: 'PostgreSQL', etcd: 'etcd', haproxy: 'HAProxy' } as const;

function* check(estate: Estate): Generator<Draft> {
  for (const { at, because, service, where } of estate.ignored)
    yield because === 'no-map'
      ? {
          message: `${at.pointer.slice(at.pointer.indexOf('bootstrap')).join('.')} of ${where} is overridden by what is no map: nothing of it is used`,
          at,
          help: 'remove it, or write a map of the keys that are to differ; null removes a single key',
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
  since: '0.1.0',
  summary: 'an override reaches no file',
  why: 'Whoever wrote it counts on it, and no program will ever read it.',
  references: ['https://patroni.readthedocs.io/en/latest/patroni_configuration.html'],
  bothWays: false,
  check,
};
