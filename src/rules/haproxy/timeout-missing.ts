import type { Estate } from '../../compiler/estate/estate.ts';
import { lastLine } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oneOf, surelyLeaveOut } from '../common/remedies.ts';
import { ALL_POOLS, pools } from './section.ts';

const NEEDED = ['client', 'server', 'connect'] as const;

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS))
    for (const name of NEEDED) {
      const key = `timeout ${name}`;
      if (lastLine(of.pool, key)) continue;
      const at = of.pool.defaults.at(key);
      yield {
        message: `the ${of.pool.name} pool of ${of.node.name} has no ${key}: it waits without limit`,
        at,
        remedy: oneOf(surelyLeaveOut(at, key), 'write a time'),
      };
    }
}

export const timeoutMissing: Rule = {
  id: 'haproxy/timeout-missing',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'HAProxy lacks a timeout that it needs',
  why: 'HAProxy keeps sessions whose other end has vanished, until it has as many as maxconn and accepts no more. It starts with only a warning.',
  references: ['https://docs.haproxy.org/2.6/configuration.html#4-timeout%20client'],
  afterPromotion: false,
  check: all,
};
