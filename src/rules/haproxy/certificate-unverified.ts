import type { Estate } from '../../compiler/estate/estate.ts';
import { linesOf, serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { ALL_POOLS, pools } from './section.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const options = serverOptions(of.pool);
    if (!options.has('check-ssl')) continue;
    const verify = options.word('verify');
    const all = linesOf(of.haproxy.global, 'ssl-server-verify').at(-1);
    const at =
      verify === 'none' ? options.at : verify === undefined && all?.words[0] === 'none' ? all.at : undefined;
    if (at)
      yield {
        message: `the ${of.pool.name} pool of ${of.node.name} trusts anyone who answers its checks`,
        at,
        help: 'write verify required ca-file and the CA file',
      };
  }
}

export const certificateUnverified: Rule = {
  id: 'haproxy/certificate-unverified',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'health checks accept any certificate for the REST API',
  why: 'Anyone who can answer in place of a member, through a stolen address or a wrong route, receives the clients and their passwords.',
  references: ['https://docs.haproxy.org/2.6/configuration.html#5.2-verify'],
  afterPromotion: false,
  check: all,
};
