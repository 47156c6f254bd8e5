import type { Estate } from '../../compiler/estate/estate.ts';
import { lastLine } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { surelyLeaveOut } from '../common/remedies.ts';
import { ALL_POOLS, pools } from './section.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const mode = lastLine(of.pool, 'mode');
    if (mode?.words[0] === 'http')
      yield {
        message: `the ${of.pool.name} pool of ${of.node.name} reads the data of clients as HTTP`,
        at: mode.at,
        remedy: surelyLeaveOut(mode.at, 'mode', { value: 'tcp' }),
      };
  }
}

export const modeHttp: Rule = {
  id: 'haproxy/mode-http',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a PostgreSQL pool is in HTTP mode',
  why: 'A PostgreSQL client does not speak HTTP: HAProxy answers 400 to the first packet and closes the connection. haproxy -c does not report this.',
  references: ['https://docs.haproxy.org/2.6/configuration.html#4-mode'],
  afterPromotion: false,
  check: all,
};
